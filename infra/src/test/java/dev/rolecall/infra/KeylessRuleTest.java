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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.services.iam.CfnAccessKey;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.s3.Bucket;

/** A synth of a keyless stack into which somebody put what does not belong there fails, in plain Java too. */
class KeylessRuleTest {
    private final Path folder = Assembly.newFolder();
    private final App app = Assembly.app(folder, Map.of());

    @Test
    void a_user_is_refused() throws IOException {
        refuses("no-long-term-key", stack -> User.Builder.create(stack, "Somebody").build());
    }

    @Test
    void an_access_key_is_refused() throws IOException {
        refuses("no-long-term-key", stack -> CfnAccessKey.Builder.create(stack, "Key").userName("somebody").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "s3:*", "s3:Get*"})
    void a_wildcard_action_is_refused(String action) throws IOException {
        refuses("no-wildcard-action", stack -> ManagedPolicy.Builder.create(stack, "Wide").statements(List
                .of(PolicyStatement.Builder.create().actions(List.of(action)).resources(List.of("*")).build())).build());
    }

    @Test
    void all_but_some_actions_are_refused() throws IOException {
        refuses("no-wildcard-action", stack -> ManagedPolicy.Builder.create(stack, "Wide").statements(List.of(PolicyStatement.Builder
                .create().notActions(List.of("iam:CreateUser")).resources(List.of("*")).build())).build());
    }

    @Test
    void cdk_nags_aws_solutions_pack_has_nothing_left_to_say_about_either_stack() {
        Settings.AccessKey key = new Settings.AccessKey("111122223333", Instant.parse("2026-11-24T04:00:00Z"),
                Optional.of(new Pin(List.of("203.0.113.7/32"))));
        Lab.build(app, new Settings(Optional.empty(), "learner", Optional.empty(), Optional.of(key)), Program.jar(Assembly.jar()));
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        app.synth();
    }

    @Test
    void cdk_nag_does_look() {
        Bucket.Builder.create(keyless(), "Careless").build();
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
        assertThatThrownBy(app::synth).hasMessageContaining("alidation");
    }

    private void refuses(String rule, Consumer<KeylessStack> addition) throws IOException {
        addition.accept(keyless());
        assertThatThrownBy(app::synth).hasMessageContaining("alidation");
        assertThat(Files.readString(folder.resolve("validation-report.json"))).contains(rule);
    }

    private KeylessStack keyless() {
        return Lab.build(app, new Settings(Optional.empty(), "learner", Optional.empty(), Optional.empty()), Program.jar(Assembly.jar()));
    }
}
