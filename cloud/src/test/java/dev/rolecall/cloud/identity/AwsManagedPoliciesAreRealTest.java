package dev.rolecall.cloud.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** The data of AWS's own policies. */
final class AwsManagedPoliciesAreRealTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/rolecall/cloud/managed-policies");

    static Stream<ManagedPolicy> policies() {
        return AwsManagedPolicies.all();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyIsReadableAndDatedAndInItsOnlyVersion(ManagedPolicy policy) {
        assertThat(policy.document().statements()).isNotEmpty();
        assertThat(policy.versions()).singleElement().satisfies(version -> assertThat(version.created()).isEqualTo(policy.updated()));
        assertThat(policy.created()).isBetween(Instant.parse("2015-01-01T00:00:00Z"), policy.updated());
        assertThat(policy.id()).matches("ANPA[A-Z2-7]{17}");
        assertThat(policy.isAws()).isTrue();
    }

    @Test
    void everyFileIsInTheIndexAndEveryIdIsAnother() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("index.json")))
                    .containsExactlyInAnyOrderElementsOf(policies().map(policy -> policy.name() + ".json").toList());
        }
        assertThat(policies().map(ManagedPolicy::id)).doesNotHaveDuplicates();
    }

    @Test
    void theyDecideAsTheirNamesSay() {
        assertThat(decide("AdministratorAccess", "iam:CreateUser")).isInstanceOf(Decision.Allowed.class);
        assertThat(decide("PowerUserAccess", "ec2:RunInstances")).isInstanceOf(Decision.Allowed.class);
        assertThat(decide("PowerUserAccess", "iam:CreateUser")).isInstanceOf(Decision.ImplicitDeny.class);
        assertThat(decide("ReadOnlyAccess", "s3:GetObject")).isInstanceOf(Decision.Allowed.class);
        assertThat(decide("ReadOnlyAccess", "s3:PutObject")).isInstanceOf(Decision.ImplicitDeny.class);
        assertThat(decide("ViewOnlyAccess", "s3:GetObject")).isInstanceOf(Decision.ImplicitDeny.class);
        assertThat(decide("IAMReadOnlyAccess", "iam:SimulatePrincipalPolicy")).isInstanceOf(Decision.Allowed.class);
        assertThat(decide("AWSDenyAll", "s3:GetObject")).isInstanceOf(Decision.ExplicitDeny.class);
        assertThat(decide("AWSCompromisedKeyQuarantineV3", "iam:CreateAccessKey")).isInstanceOf(Decision.ExplicitDeny.class);
        assertThat(AwsManagedPolicies.byArn("arn:aws:iam::aws:policy/service-role/AdministratorAccess")).isEmpty();
    }

    private static Decision decide(String name, String action) {
        ManagedPolicy policy = policies().filter(found -> found.name().equals(name)).findFirst().orElseThrow();
        AccessRequest request = new AccessRequest(new Principal.User("arn:aws:iam::111122223333:user/u", "111122223333", "u", "AIDA"),
                action, "*", Optional.of("111122223333"), RequestContext.empty());
        return Evaluator.evaluate(request, PolicySet.ofIdentity(List.of(new NamedPolicy(policy.arn(), policy.document()))));
    }
}
