package dev.rolecall.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.whole.PlayedAws;

/** What IAM and STS answer decides; and what an experiment made for itself is gone when it ends. */
final class ExperimentsOnIamCanFailTest {
    private static final String TRUSTS_EC2 = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}""";
    private static final String TRUSTS_THE_ACCOUNT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "111122223333"}}]}""";

    private final PlayedAws aws = new PlayedAws();
    private final IamClient iam = aws.clients().iam();

    @BeforeEach
    void makeTheLessonsPrincipals() {
        iam.createUser(create -> create.userName("the-user"));
        iam.createAccessKey(create -> create.userName("the-user"));
        iam.createRole(create -> create.roleName("function-role").assumeRolePolicyDocument(TRUSTS_EC2));
        iam.createInstanceProfile(create -> create.instanceProfileName("profile"));
    }

    @AfterEach
    void noRoleOfAnExperimentIsLeft() {
        try (aws) {
            assertThat(iam.listRoles().roles()).noneMatch(role -> role.roleName().contains("Prove"));
        }
    }

    @Test
    void aThirdKeyIsRefusedAndTheSecondIsGone() throws Exception {
        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.PROVEN);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void aUserWithTwoIsRefusedTheThirdAndKeepsBoth() throws Exception {
        iam.createAccessKey(create -> create.userName("the-user"));

        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.PROVEN);
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void aUserWithoutAKeyGetsTwoAndKeepsNone() throws Exception {
        deleteAKey();

        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.PROVEN);
        assertThat(keys()).isZero();
    }

    @Test
    void oneMoreThatIsGivenDisprovesThatTwoAreTheMostAndIsGoneToo() throws Exception {
        Verdict verdict = verdict(new ThirdKey(), aws.administrator(), Meddler.before("CreateAccessKey", 2, this::deleteAKey));

        assertThat(verdict).isEqualTo(Verdict.DISPROVED);
        assertThat(keys()).isZero();
    }

    @Test
    void whoMayNotMakeAKeyDoesNotFindTheLimit() {
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> verdict(new ThirdKey(), aws.role("poor", may("iam:ListAccessKeys"))))
                .withMessageContaining("iam:CreateAccessKey");
    }

    @Test
    void aProfileTakesNoSecondRole() throws Exception {
        instanceRole(TRUSTS_EC2);
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("profile").roleName("EC2-S3-Role"));

        assertThat(verdict(new SecondRole())).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void aProfileThatTakesOneDisprovesThatAndIsLeftWithoutIt() throws Exception {
        instanceRole(TRUSTS_EC2);
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("profile").roleName("EC2-S3-Role"));

        Verdict verdict = verdict(new SecondRole(), aws.administrator(), Meddler.before("AddRoleToInstanceProfile", 1,
                () -> iam.removeRoleFromInstanceProfile(remove -> remove.instanceProfileName("profile").roleName("EC2-S3-Role"))));

        assertThat(verdict).isEqualTo(Verdict.DISPROVED);
        assertThat(iam.getInstanceProfile(get -> get.instanceProfileName("profile")).instanceProfile().roles()).isEmpty();
    }

    @Test
    void whoMayNotAddARoleDoesNotFindTheLimit() {
        instanceRole(TRUSTS_EC2);
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("profile").roleName("EC2-S3-Role"));

        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> verdict(new SecondRole(), aws.role("poor", may("iam:ListInstanceProfilesForRole"))))
                .withMessageContaining("iam:AddRoleToInstanceProfile");
    }

    @Test
    void aRoleInNoProfileShowsNothing() {
        instanceRole(TRUSTS_EC2);

        assertThatExceptionOfType(LabException.class).isThrownBy(() -> verdict(new SecondRole())).withMessageContaining("EC2-S3-Role");
    }

    @Test
    void aRoleThatTrustsAServiceAloneIsRefused() throws Exception {
        instanceRole(TRUSTS_EC2);

        assertThat(verdict(new ServiceOnlyTrust())).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void oneThatTrustsTheAccountDisprovesThat() throws Exception {
        instanceRole(TRUSTS_THE_ACCOUNT);

        assertThat(verdict(new ServiceOnlyTrust())).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void soDoesOneThatIsGivenInSpiteOfTheTrustThatItWasLeft() throws Exception {
        instanceRole(TRUSTS_EC2);

        Meddler trusting = Meddler.changing("UpdateAssumeRolePolicy", 1,
                request -> ((UpdateAssumeRolePolicyRequest) request).toBuilder().policyDocument(TRUSTS_THE_ACCOUNT).build());
        assertThat(verdict(new ServiceOnlyTrust(), aws.administrator(), trusting)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void whoseOwnPoliciesRefuseHimShowsNothingOfTrust() throws Exception {
        instanceRole(TRUSTS_EC2);

        assertThat(verdict(new ServiceOnlyTrust(), aws.role("poor", may("iam:*")))).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void sessionsHaveTheirBoundsTokensAndIds() throws Exception {
        for (Experiment experiment : List.of(new TokenLeftOut(), new SessionBounds(), new ChainedSession(), new ExternalId())) {
            assertThat(verdict(experiment)).as(experiment.toString()).isEqualTo(Verdict.PROVEN);
        }
    }

    @Test
    void credentialsThatAreAcceptedWithoutTheirTokenDisproveThatItIsNeeded() throws Exception {
        Meddler accepting = Meddler.changing("GetCallerIdentity", 3,
                request -> ((GetCallerIdentityRequest) request).toBuilder().overrideConfiguration(
                        sign -> sign.credentialsProvider(StaticCredentialsProvider.create(aws.administrator()))).build());

        assertThat(verdict(new TokenLeftOut(), aws.administrator(), accepting)).isEqualTo(Verdict.DISPROVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aSessionBeyondABoundDisprovesThatThereIsOne(int which) throws Exception {
        Meddler bounded = Meddler.changing("AssumeRole", which,
                request -> ((AssumeRoleRequest) request).toBuilder().durationSeconds(900).build());

        assertThat(verdict(new SessionBounds(), aws.administrator(), bounded)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aLongerSessionOfARolesSessionDisprovesThatAnHourIsTheMost() throws Exception {
        Meddler bounded = Meddler.changing("AssumeRole", 3,
                request -> ((AssumeRoleRequest) request).toBuilder().durationSeconds(3_600).build());

        assertThat(verdict(new ChainedSession(), aws.administrator(), bounded)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aRoleThatIsGivenWithoutTheExternalIdDisprovesThatItIsAskedFor() throws Exception {
        Meddler trusting = Meddler.changing("CreateRole", 1,
                request -> ((CreateRoleRequest) request).toBuilder().assumeRolePolicyDocument(TRUSTS_THE_ACCOUNT).build());

        assertThat(verdict(new ExternalId(), aws.administrator(), trusting)).isEqualTo(Verdict.DISPROVED);
    }

    @Test
    void aRoleThatNobodyGetsDoesNotShowWhy() throws Exception {
        AwsCredentials poor = aws.role("poor", may("iam:*"));

        assertThat(verdict(new SessionBounds(), poor)).isEqualTo(Verdict.BROKEN);
        assertThat(verdict(new ExternalId(), poor)).isEqualTo(Verdict.BROKEN);
        for (Experiment experiment : List.of(new TokenLeftOut(), new ChainedSession())) {
            assertThatExceptionOfType(LabException.class).isThrownBy(() -> verdict(experiment, poor))
                    .withMessageContaining("sts:AssumeRole");
        }
    }

    private void deleteAKey() {
        String id = iam.listAccessKeys(list -> list.userName("the-user")).accessKeyMetadata().getFirst().accessKeyId();
        iam.deleteAccessKey(delete -> delete.userName("the-user").accessKeyId(id));
    }

    private static String may(String action) {
        return PlayedAws.EVERYTHING.replace("\"Action\": \"*\"", "\"Action\": \"" + action + "\"");
    }

    private void instanceRole(String trust) {
        iam.createRole(create -> create.roleName("EC2-S3-Role").assumeRolePolicyDocument(trust));
    }

    private int keys() {
        return iam.listAccessKeys(list -> list.userName("the-user")).accessKeyMetadata().size();
    }

    private Verdict verdict(Experiment experiment) throws Exception {
        return verdict(experiment, aws.administrator());
    }

    private Verdict verdict(Experiment experiment, AwsCredentials who, ExecutionInterceptor... meddlers) throws Exception {
        try (AwsClients clients = aws.clients(who, meddlers)) {
            return Verdict.of(experiment.perform(Played.scene(clients, List.of())));
        }
    }
}
