package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.services.iam.CfnAccessKey;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** A synth of a keyless stack into which somebody put what does not belong there fails, in plain Java too. */
class KeylessRuleTest {
    private final Path folder = Assembly.newFolder();
    private final App app = Assembly.app(folder, Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"RolecallKeyless", "RolecallTask"})
    void a_user_is_refused(String stack) throws IOException {
        refuses("no-long-term-key", stack, in -> User.Builder.create(in, "Somebody").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RolecallKeyless", "RolecallTask"})
    void an_access_key_is_refused(String stack) throws IOException {
        refuses("no-long-term-key", stack, in -> CfnAccessKey.Builder.create(in, "Key").userName("somebody").build());
    }

    @ParameterizedTest
    @CsvSource({"RolecallKeyless, *", "RolecallKeyless, s3:*", "RolecallKeyless, s3:Get*", "RolecallTask, s3:*"})
    void a_wildcard_action_is_refused(String stack, String action) throws IOException {
        refuses("no-wildcard-action", stack, in -> wide(in, PolicyStatement.Builder.create().actions(List.of(action))));
    }

    @Test
    void all_but_some_actions_are_refused() throws IOException {
        refuses("no-wildcard-action", "RolecallKeyless",
                in -> wide(in, PolicyStatement.Builder.create().notActions(List.of("iam:CreateUser"))));
    }

    @Test
    void cdk_nags_aws_solutions_pack_has_nothing_left_to_say_about_any_stack() {
        Settings.AccessKey key = new Settings.AccessKey("111122223333", Instant.parse("2026-11-24T04:00:00Z"),
                Optional.of(new Pin(List.of("203.0.113.7/32"))));
        build(Optional.of(key));
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        app.synth();
    }

    @Test
    void cdk_nag_does_look() {
        Bucket.Builder.create(stack("RolecallKeyless"), "Careless").build();
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
        assertThatThrownBy(app::synth).hasMessageContaining("alidation");
    }

    private void refuses(String rule, String stack, Consumer<Construct> addition) throws IOException {
        addition.accept(stack(stack));
        assertThatThrownBy(app::synth).hasMessageContaining("alidation");
        assertThat(Files.readString(folder.resolve("validation-report.json"))).contains(rule);
    }

    private static void wide(Construct in, PolicyStatement.Builder statement) {
        ManagedPolicy.Builder.create(in, "Wide").statements(List.of(statement.resources(List.of("*")).build())).build();
    }

    private Construct stack(String id) {
        build(Optional.empty());
        return (Construct) app.getNode().findChild(id);
    }

    /** Every stack of a lab, the insecure one only with a key. */
    private void build(Optional<Settings.AccessKey> key) {
        Lab.build(app, new Settings(Optional.empty(), "learner", Optional.empty(), true, key), Program.jar(Assembly.jar()));
    }
}
