package dev.rolecall.lab.target.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Briefing;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.TargetRequest;
import dev.rolecall.lab.whole.PlayedAws;

/** What the lab finds out about an account before it touches it, and where it stops. */
final class RefusingAccountsTest {
    private static final String OTHER = "444455556666";
    private static final PlayedAws AWS = new PlayedAws();

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @AfterEach
    void forgetAliases() {
        AWS.clients().iam().listAccountAliases().accountAliases()
                .forEach(alias -> AWS.clients().iam().deleteAccountAlias(delete -> delete.accountAlias(alias)));
    }

    @Test
    void theRootUserIsRefusedBeforeAnythingElseIsAsked() {
        Runner root = new Runner(PlayedAws.ACCOUNT, "arn:aws:iam::" + PlayedAws.ACCOUNT + ":root", false, Optional.empty());
        Look nobodyAnswers = new Look(connection(URI.create("http://127.0.0.1:1"), AWS.administrator()));
        assertThatThrownBy(() -> new GuardRails(Optional.of(PlayedAws.ACCOUNT), _ -> null).check(root, nobodyAnswers))
                .satisfies(refused -> says(refused, ExitCode.WRONG_INPUT, "root user"));
    }

    @Test
    void theManagementAccountOfAnOrganisationIsRefused() {
        try (PlayedAws managing = new PlayedAws(options -> options.managedBy(PlayedAws.ACCOUNT))) {
            refused(() -> look(managing, managing.administrator(), typed()), ExitCode.WRONG_INPUT, "management account");
        }
    }

    @Test
    void aMemberAccountIsNot() {
        try (PlayedAws member = new PlayedAws(options -> options.managedBy(OTHER))) {
            assertThat(look(member, member.administrator(), typed()).account()).isEqualTo(PlayedAws.ACCOUNT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "acme-prod", "production-eu", "acme-prod-2"})
    void anAccountThatCallsItselfProductionIsRefused(String alias) {
        AWS.clients().iam().createAccountAlias(create -> create.accountAlias(alias));
        refused(() -> look(AWS, AWS.administrator(), typed()), ExitCode.WRONG_INPUT, "calls itself " + alias);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-sandbox", "products", "reproduction-lab"})
    void anAliasThatOnlySoundsLikeItIsNot(String alias) {
        AWS.clients().iam().createAccountAlias(create -> create.accountAlias(alias));
        assertThat(look(AWS, AWS.administrator(), typed()).account()).isEqualTo(PlayedAws.ACCOUNT);
    }

    @Test
    void anAccountThatNobodyTypedIsRefused() {
        refused(() -> look(AWS, AWS.administrator(), new GuardRails(Optional.empty(), _ -> null)), ExitCode.WRONG_INPUT,
                "type the account too");
        refused(() -> look(AWS, AWS.administrator(), listed(OTHER)), ExitCode.WRONG_INPUT, GuardRails.ALLOWED);
    }

    @Test
    void anotherAccountThanTheOneTypedIsRefused() {
        refused(() -> look(AWS, AWS.administrator(), new GuardRails(Optional.of(OTHER), _ -> null)), ExitCode.WRONG_INPUT,
                "typed is " + OTHER + ", but the credentials belong to account " + PlayedAws.ACCOUNT);
        refused(() -> look(AWS, AWS.administrator(), new GuardRails(Optional.of(OTHER),
                Map.of(GuardRails.ALLOWED, PlayedAws.ACCOUNT)::get)), ExitCode.WRONG_INPUT, "typed is " + OTHER);
    }

    @Test
    void aListedAccountNeedNotBeTyped() {
        assertThat(look(AWS, AWS.administrator(), listed(OTHER + ", " + PlayedAws.ACCOUNT)).account()).isEqualTo(PlayedAws.ACCOUNT);
    }

    @Test
    void theBriefingSaysWhoWhereAndUntilWhen() {
        Instant end = Instant.parse("2031-01-01T10:00:00Z");
        AwsSessionCredentials session = (AwsSessionCredentials) AWS.administrator();
        Briefing briefing = briefing(AWS, session.copy(copy -> copy.expirationTime(end)));
        assertThat(briefing.facts()).satisfiesExactly(
                account -> assertThat(account).contains("Account 111122223333, region us-east-1, at " + AWS.endpoint()),
                principal -> assertThat(principal).contains("assumed-role/RolecallAdministrator/administrator").contains("temporary")
                        .contains("until 2031-01-01T10:00:00Z"));
        assertThat(briefing.warnings()).isEmpty();
        assertThat(String.join(" ", briefing.facts())).doesNotContain(session.secretAccessKey()).doesNotContain(session.accessKeyId());
    }

    @Test
    void whatItCostsIsSaidByTheHourAndAltogether() {
        AccountChoice choice = look(AWS, AWS.administrator(), listed(PlayedAws.ACCOUNT));

        assertThat(choice.costs(Duration.ofMinutes(270), true)).satisfiesExactly(
                price -> assertThat(price).contains("per hour").containsPattern("0\\.\\d\\d US dollars")
                        .containsPattern("\\d{4}-\\d\\d-\\d\\d").contains("https://aws.amazon.com/"),
                cap -> assertThat(cap).contains("at most 0.").contains("4 h 30 min"),
                task -> assertThat(task).contains("less than 0.01 US dollars"));
        assertThat(choice.costs(Duration.ofMinutes(270), false)).hasSize(2);
    }

    @Test
    void whoDoesNotKnowTheEndOfACredentialSaysSo() {
        assertThat(briefing(AWS, AWS.administrator()).facts().get(1)).contains("temporary").contains("whose end its source does not tell");
    }

    @Test
    void aLongTermKeyIsWarnedAboutInTheLessonsOwnWords() {
        Briefing briefing = briefing(AWS, AWS.user("long-term", PlayedAws.EVERYTHING));
        assertThat(briefing.facts().get(1)).contains("user/long-term").contains("permanent access key");
        assertThat(briefing.warnings()).singleElement().asString()
                .containsIgnoringCase("you are about to run this lesson on the very thing that it warns about");
    }

    @Test
    void whatMayNotBeLookedUpIsSaid() {
        AwsCredentials blind = AWS.role("blind", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""");
        assertThat(briefing(AWS, blind).facts()).filteredOn(fact -> fact.contains("could not be looked up")).satisfiesExactly(
                management -> assertThat(management).contains("management account").contains("AccessDenied"),
                alias -> assertThat(alias).contains("calls itself").contains("AccessDenied"));
    }

    @Test
    void whoHasNoCredentialsIsToldWhatToDo() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        refused(() -> look(new Connection(Optional.of(AWS.endpoint()), PlayedAws.REGION, none, Reach.ISOLATED, List.of()), typed()),
                ExitCode.MISSING, "aws sso login");
    }

    @Test
    void unknownCredentialsAreNotAccepted() {
        refused(() -> look(AWS, AwsBasicCredentials.create("AKIA" + "NOBODYHASTHIS234", "x".repeat(40)), typed()), ExitCode.MISSING,
                "InvalidClientTokenId");
    }

    @Test
    void neitherAreExpiredOnes() {
        try (PlayedAws past = new PlayedAws()) {
            past.advance(Duration.ofHours(-3));
            AwsCredentials session = past.role("brief", PlayedAws.EVERYTHING);
            past.advance(Duration.ofHours(3));
            refused(() -> look(past, session, typed()), ExitCode.MISSING, "ExpiredToken");
        }
    }

    @Test
    void whereNobodyAnswersThatIsSaid() {
        refused(() -> look(connection(URI.create("http://127.0.0.1:1"), AWS.administrator()), typed()), ExitCode.MISSING, "no answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_IAM"})
    void anEndpointThatWasNotAskedForIsRefused(String variable) {
        TargetRequest request = new TargetRequest(Optional.of("aws"), Optional.empty(), Optional.empty(), OptionalInt.empty(),
                Optional.empty(), Optional.of(PlayedAws.REGION), Optional.of(PlayedAws.ACCOUNT));
        refused(() -> new MachineConfiguration(request, Map.of(variable, AWS.endpoint().toString())::get).connection(),
                ExitCode.WRONG_INPUT, variable);
        assertThat(new MachineConfiguration(request, Map.of(variable, "x", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")::get)
                .connection().endpoint()).isEmpty();
    }

    private static Briefing briefing(PlayedAws cloud, AwsCredentials credentials) {
        return look(cloud, credentials, typed()).briefing().orElseThrow();
    }

    private static AccountChoice look(PlayedAws cloud, AwsCredentials credentials, GuardRails rails) {
        return look(connection(cloud.endpoint(), credentials), rails);
    }

    private static AccountChoice look(Connection connection, GuardRails rails) {
        return AccountChoice.look(AccountChoice.NAME, connection, Optional.of(rails), Manner.STAND_IN, AWS.clock());
    }

    private static Connection connection(URI endpoint, AwsCredentials credentials) {
        return new Connection(Optional.of(endpoint), PlayedAws.REGION, StaticCredentialsProvider.create(credentials), Reach.ISOLATED,
                List.of());
    }

    private static GuardRails typed() {
        return new GuardRails(Optional.of(PlayedAws.ACCOUNT), _ -> null);
    }

    private static GuardRails listed(String accounts) {
        return new GuardRails(Optional.empty(), Map.of(GuardRails.ALLOWED, accounts)::get);
    }

    private static void refused(ThrowingCallable attempt, ExitCode code, String words) {
        assertThatThrownBy(attempt).satisfies(refused -> says(refused, code, words));
    }

    private static void says(Throwable refused, ExitCode code, String words) {
        assertThat(refused).isInstanceOf(LabException.class).hasMessageContaining(words);
        assertThat(((LabException) refused).exitCode()).isEqualTo(code);
        assertThat(refused).message().hasLineCount(1);
    }
}
