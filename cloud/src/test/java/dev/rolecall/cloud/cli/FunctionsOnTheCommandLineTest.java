package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** A learner's session with {@code aws lambda}, and with {@code aws logs} beside it. */
final class FunctionsOnTheCommandLineTest {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}""";
    private static final String HANDLER = """
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class %s implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    context.getLogger().log("greeting");
                    out.write(("\\"%s " + System.getenv("PLACE") + "\\"").getBytes());
                }
            }
            """;

    @TempDir
    private static Path home;
    private static final TestCloud cloud = new TestCloud();
    private static AwsCli aws;
    private static String role;

    @BeforeAll
    static void find() throws IOException {
        aws = AwsCli.of(cloud, home);
        role = aws.text("Role.Arn", "iam create-role --role-name Function --assume-role-policy-document", TRUST);
        TestJar.of(home, "Greeter", HANDLER.formatted("Greeter", "Hello from"));
        TestJar.of(home, "Parting", HANDLER.formatted("Parting", "Good bye from"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void aFunctionIsCreatedInvokedUpdatedAndDeleted() throws IOException {
        JsonNode created = aws.json("lambda create-function --function-name greet --runtime java25 --handler Greeter --timeout 20 "
                + "--memory-size 256 --environment Variables={PLACE=here} --zip-file fileb://Greeter.jar --role", role);
        assertThat(created.path("State").asString()).isEqualTo("Pending");
        assertThat(created.path("CodeSize").asLong()).isEqualTo(Files.size(home.resolve("Greeter.jar")));
        aws.run("lambda wait function-active --function-name greet");
        assertThat(aws.refused("lambda create-function --function-name greet --runtime java25 --handler Greeter "
                + "--zip-file fileb://Greeter.jar --role", role)).contains("(ResourceConflictException)", "Function already exist: greet");
        JsonNode invoked = aws.json("lambda invoke --function-name greet --log-type Tail answer.json");
        assertThat(home.resolve("answer.json")).hasContent("\"Hello from here\"");
        assertThat(new String(Base64.getDecoder().decode(invoked.path("LogResult").asString()), StandardCharsets.UTF_8))
                .contains("greeting", "REPORT RequestId:");

        JsonNode updated = aws.json("lambda update-function-configuration --function-name greet --timeout 30 "
                + "--environment Variables={PLACE=there} --revision-id", created.path("RevisionId").asString());
        assertThat(updated.path("LastUpdateStatus").asString()).isEqualTo("InProgress");
        assertThat(updated.path("RevisionId")).isNotEqualTo(created.path("RevisionId"));
        aws.run("lambda wait function-updated --function-name greet");
        assertThat(answer("greet")).as("a fresh environment").isEqualTo("\"Hello from there\"");
        assertThat(aws.refused("lambda update-function-configuration --function-name greet --timeout 40 --revision-id",
                created.path("RevisionId").asString())).contains("(PreconditionFailedException)");
        JsonNode configuration = aws.json("lambda get-function-configuration --function-name greet");
        assertThat(configuration.path("Timeout").asInt()).isEqualTo(30);
        assertThat(configuration.path("MemorySize").asInt()).as("was not named").isEqualTo(256);
        assertThat(configuration.path("LastUpdateStatus").asString()).isEqualTo("Successful");

        JsonNode tried = aws.json("lambda update-function-code --dry-run --function-name greet --zip-file fileb://Parting.jar");
        assertThat(tried.path("CodeSha256")).isNotEqualTo(configuration.path("CodeSha256"));
        assertThat(aws.text("CodeSha256", "lambda get-function-configuration --function-name greet"))
                .isEqualTo(configuration.path("CodeSha256").asString());
        Path large = large();
        assertThat(aws.json("lambda update-function-code --function-name greet --zip-file fileb://" + large.getFileName()).path("CodeSize")
                .asLong()).as("more than a payload may have").isEqualTo(Files.size(large));
        assertThat(aws.json("lambda update-function-code --function-name greet --zip-file fileb://Parting.jar").path("CodeSha256"))
                .isEqualTo(tried.path("CodeSha256"));
        aws.run("lambda update-function-configuration --function-name greet --handler Parting");
        assertThat(answer("greet")).isEqualTo("\"Good bye from there\"");

        JsonNode whole = aws.json("lambda get-function --function-name greet");
        assertThat(whole.at("/Code/RepositoryType").asString()).isEqualTo("S3");
        assertThat(whole.at("/Code/Location").isMissingNode()).as("there is nothing to download").isTrue();
        aws.run("lambda delete-function --function-name greet");
        assertThat(aws.refused("lambda get-function --function-name greet")).contains("(ResourceNotFoundException)");
    }

    /** A package as the lesson's own is: of several megabytes, which no compression makes less. */
    private static Path large() throws IOException {
        Path jar = home.resolve("Large.jar");
        byte[] noise = new byte[8 * 1024 * 1024];
        new SplittableRandom(1).nextBytes(noise);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("noise"));
            zip.write(noise);
        }
        return jar;
    }

    @Test
    void codeComesFromABucketThatTheCallerMayRead() {
        aws.run("s3 mb s3://code");
        aws.run("s3 cp Greeter.jar s3://code/greeter.jar");
        aws.run("s3 cp Parting.jar s3://code/parting.jar");
        for (String name : new String[]{"one", "two"}) {
            aws.run("lambda create-function --runtime java25 --handler Greeter --timeout 20 --code S3Bucket=code,S3Key=greeter.jar "
                    + "--tags team=blue --function-name " + name + " --role", role);
        }
        aws.assertPaged("lambda list-functions", "Functions", 2);
        AwsCli developer = aws.as(cloud.user("developer", Optional.of(TestCloud.allow("lambda:Update*", "*"))));
        assertThat(developer.refused("lambda update-function-code --function-name one --s3-bucket code --s3-key parting.jar"))
                .contains("(AccessDeniedException)", "s3:GetObject");
        assertThat(developer.refused("lambda update-function-configuration --function-name one --role", role))
                .contains("(AccessDeniedException)", "not authorized to perform: iam:PassRole");
        developer.run("lambda update-function-configuration --function-name one --description changed");
        aws.run("lambda update-function-code --function-name one --s3-bucket code --s3-key parting.jar");
        assertThat(aws.refused("lambda update-function-code --publish --function-name one --s3-bucket code --s3-key parting.jar"))
                .contains("does not implement Publish");

        String arn = aws.text("FunctionArn", "lambda get-function-configuration --function-name one");
        aws.run("lambda tag-resource --tags stage=test --resource", arn);
        aws.run("lambda untag-resource --tag-keys team --resource", arn);
        assertThat(aws.json("lambda list-tags --resource", arn).path("Tags").toString()).isEqualTo("{\"stage\":\"test\"}");
        aws.run("lambda delete-function --function-name one");
        aws.run("lambda delete-function --function-name two");
    }

    @Test
    void aLogGroupIsKeptForAWhileAndThenForEver() {
        aws.run("logs create-log-group --log-group-name /lesson/a --tags team=blue");
        aws.run("logs create-log-group --log-group-name /lesson/b");
        aws.assertPaged("logs describe-log-groups --log-group-name-prefix /lesson/", "logGroups", 2);
        aws.run("logs put-retention-policy --retention-in-days 7 --log-group-name /lesson/a");
        assertThat(aws.text("logGroups[].retentionInDays", "logs describe-log-groups --log-group-name-prefix /lesson/a")).isEqualTo("7");
        aws.run("logs delete-retention-policy --log-group-name /lesson/a");
        JsonNode group = aws.json("logs describe-log-groups --log-group-name-prefix /lesson/a").path("logGroups").path(0);
        assertThat(group.path("retentionInDays").isMissingNode()).isTrue();
        // Older commands do not know logGroupArn, which has no wildcard behind it.
        String arn = group.path("arn").asString().replaceFirst(":\\*$", "");
        aws.run("logs tag-resource --tags stage=test --resource-arn", arn);
        aws.run("logs untag-resource --tag-keys team --resource-arn", arn);
        assertThat(aws.json("logs list-tags-for-resource --resource-arn", arn).path("tags").toString()).isEqualTo("{\"stage\":\"test\"}");
        assertThat(aws.refused("logs delete-retention-policy --log-group-name /lesson/none")).contains("(ResourceNotFoundException)");
    }

    @Test
    void whatIsNotThereSaysSo() {
        assertThat(aws.refused("lambda list-layers")).contains("This local cloud does not implement lambda:");
        assertThat(aws.refused("logs describe-queries")).contains("This local cloud does not implement logs:DescribeQueries");
        assertThat(aws.refused("lambda create-function --function-name js --runtime nodejs22.x --handler index.handler "
                + "--zip-file fileb://Greeter.jar --role", role)).contains("This local cloud runs Java functions only, not nodejs22.x.");
    }

    private static String answer(String function) throws IOException {
        aws.run("lambda invoke --function-name " + function + " answer.json");
        return Files.readString(home.resolve("answer.json"));
    }
}
