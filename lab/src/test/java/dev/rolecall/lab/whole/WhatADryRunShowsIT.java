package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import tools.jackson.databind.JsonNode;

/** A dry run needs nobody's account, and shows what a run on AWS would ask: no less, and no more. */
final class WhatADryRunShowsIT {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "eu-central-1";
    /** The SDK's names of services, where an audit trail has others. */
    private static final Map<String, String> AUDITED_AS = Map.of("cloudwatchlogs", "logs", "resourcegroupstaggingapi", "tagging");

    @TempDir
    private static Path folder;
    private static Rolecall.Finished run = new Rolecall.Finished(-1, "", "");

    @BeforeAll
    static void show() throws IOException, InterruptedException {
        run = learner("json").run("demo", "--target", "aws", "--account", ACCOUNT, "--region", REGION, "--dry-run", "--json", "--assembly",
                Assembly.original().toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void itIsOneDocumentOfCallsInTheirOrder() {
        List<String> calls = operations();
        assertThat(calls.getFirst()).isEqualTo("sts GetCallerIdentity");
        assertThat(calls).containsSubsequence("s3 PutObject", "cloudformation CreateStack", "ec2 GetConsoleOutput",
                "ec2 DescribeInstanceAttribute",
                "cloudformation DeleteStack");
        assertThat(calls).contains("lambda Invoke", "organizations DescribeOrganization", "iam ListAccountAliases", "s3 DeleteObject");
        assertThat(run.json().path("calls")).allSatisfy(call -> {
            assertThat(call.path("step").asString()).isNotBlank();
            assertThat(call.path("repeated").isBoolean()).isTrue();
            assertThat(call.path("parameters").isObject()).isTrue();
        });
    }

    @Test
    void accountAndRegionStandWhereTheyWereTypedAndNothingIsTheEmulators() {
        JsonNode create = calls("cloudformation CreateStack").findFirst().orElseThrow().path("parameters");
        assertThat(create.path("RoleARN").asString())
                .isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/cdk-hnb659fds-cfn-exec-role-" + ACCOUNT + "-" + REGION);
        assertThat(create.path("TemplateURL").asString())
                .startsWith("https://cdk-hnb659fds-assets-" + ACCOUNT + "-" + REGION + ".s3." + REGION + ".amazonaws.com/");
        assertThat(run.out()).doesNotContain("127.0.0.1").doesNotContain("localhost").doesNotContain(PlayedAws.ACCOUNT)
                .doesNotContain(PlayedAws.REGION).doesNotContainPattern("i-[0-9a-f]{8,}")
                .doesNotContainPattern("-(?=\\d*[A-Z])[A-Z0-9]{12}\\b")
                .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
    }

    @Test
    void whereNothingWasTypedPlaceholdersStand() throws IOException, InterruptedException {
        Rolecall.Finished text = learner("text").run("demo", "--target", "aws", "--dry-run", "--assembly", Assembly.original().toString());
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("cdk-hnb659fds-cfn-exec-role-<account>-<region>").contains("   1  STS GetCallerIdentity")
                .contains("InstanceId=<InstanceId of RolecallKeyless>").contains("per hour").contains("A dry run")
                .doesNotContain("127.0.0.1")
                .doesNotContain(PlayedAws.ACCOUNT);
    }

    @Test
    void itIsWhatARealRunAsks() throws IOException, InterruptedException {
        try (PlayedAws aws = new PlayedAws()) {
            AwsCredentials runner = aws.role("runner", PlayedAws.EVERYTHING);
            Path own = Files.createDirectories(folder.resolve("real"));
            Rolecall.Finished real = new Rolecall(own).with(PlayedAws.environment(runner, own))
                    .run(aws.arguments("demo", "--json", "--assembly", Assembly.original().toString()));
            assertThat(real.code()).as(real.err()).isZero();

            TreeSet<String> asked = aws.cloud().audited().stream().filter(call -> call.via().isEmpty())
                    .filter(call -> call.accessKeyId().filter(runner.accessKeyId()::equals).isPresent())
                    .map(call -> call.service() + " " + call.operation()).collect(Collectors.toCollection(TreeSet::new));
            // With a key that nobody has, so that nobody's name stands in the audit trail.
            asked.add("s3 GetObject");
            assertThat(new TreeSet<>(operations())).isEqualTo(asked);
        }
    }

    @Test
    void nobodyElseIsAsked() throws IOException, InterruptedException {
        Connections connections = Connections.watched(folder);
        Rolecall.Finished watched = connections.of(learner("watched")).run("demo", "--target", "aws", "--account", ACCOUNT, "--dry-run",
                "--json",
                "--assembly", Assembly.original().toString());
        assertThat(watched.code()).as(watched.err()).isZero();
        connections.stayOnThisMachine();
    }

    /** Somebody without credentials. */
    private static Rolecall learner(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        return new Rolecall(own).with(PlayedAws.nobody(own));
    }

    private static List<String> operations() {
        return run.json().path("calls").valueStream().map(WhatADryRunShowsIT::operation).toList();
    }

    private static Stream<JsonNode> calls(String operation) {
        return run.json().path("calls").valueStream().filter(call -> operation(call).equals(operation));
    }

    private static String operation(JsonNode call) {
        String service = call.path("service").asString().toLowerCase(Locale.ROOT);
        return AUDITED_AS.getOrDefault(service, service) + " " + call.path("operation").asString();
    }
}
