package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** With {@code --keep} a second client reaches the same cloud; what it finds there shows which secrets no output may hold. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT to send")
final class KeepingItRunningIT {
    private static final Pattern SECRET = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])");

    @TempDir
    private Path folder;

    @Test
    void anotherClientReachesItAndNoOutputHoldsASecret() throws IOException, InterruptedException {
        Rolecall rolecall = new Rolecall(folder);
        Process process = rolecall.start("demo", "--keep", "--assembly", Assembly.original().toString());
        await().until(() -> rolecall.out().contains("Ctrl-C stops everything") || !process.isAlive());
        String out = rolecall.out();
        Path credentials = Path.of(exported("AWS_SHARED_CREDENTIALS_FILE", out));
        assertThat(Files.getPosixFilePermissions(credentials)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        List<String> secrets = secretsInPlace(URI.create(exported("AWS_ENDPOINT_URL", out)), exported("AWS_REGION", out), credentials);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        Rolecall.Finished run = rolecall.finish(process);

        assertThat(secrets).as("the user's key in user data and in the function's configuration, and the client's own")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(secrets).allSatisfy(secret -> assertThat(run.out() + run.err()).doesNotContain(secret));
        assertThat(run.out()).contains("unset AWS_PROFILE").contains("export AWS_EC2_METADATA_DISABLED=true");
        assertThat(rolecall.processes()).isEmpty();
        assertThat(rolecall.temporaryFiles()).isEmpty();
    }

    private static List<String> secretsInPlace(URI endpoint, String region, Path file) {
        ProfileCredentialsProvider profile = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder().content(file).type(ProfileFile.Type.CREDENTIALS).build()).profileName("default").build();
        AwsSessionCredentials own = (AwsSessionCredentials) profile.resolveCredentials();
        List<String> secrets = new ArrayList<>(List.of(own.secretAccessKey(), own.sessionToken()));
        try (Ec2Client ec2 = Ec2Client.builder().endpointOverride(endpoint).region(Region.of(region)).credentialsProvider(profile)
                .httpClient(UrlConnectionHttpClient.create()).build();
                CloudFormationClient cloudFormation = CloudFormationClient.builder().endpointOverride(endpoint).region(Region.of(region))
                        .credentialsProvider(profile).httpClient(UrlConnectionHttpClient.create()).build();
                LambdaClient lambda = LambdaClient.builder().endpointOverride(endpoint).region(Region.of(region))
                        .credentialsProvider(profile)
                        .httpClient(UrlConnectionHttpClient.create()).build()) {
            ec2.describeInstances().reservations().stream().flatMap(reservation -> reservation.instances().stream())
                    .map(instance -> ec2.describeInstanceAttribute(
                            describe -> describe.instanceId(instance.instanceId()).attribute(InstanceAttributeName.USER_DATA)).userData()
                            .value())
                    .map(data -> new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8))
                    .forEach(text -> collect(text, secrets));
            String function = cloudFormation.describeStacks(describe -> describe.stackName("RolecallAccessKey")).stacks().getFirst()
                    .outputs().stream()
                    .filter(output -> output.outputKey().equals("FunctionName")).findFirst().orElseThrow().outputValue();
            collect(String.join("\n",
                    lambda.getFunctionConfiguration(get -> get.functionName(function)).environment().variables().values()), secrets);
        }
        return secrets;
    }

    private static void collect(String text, List<String> secrets) {
        SECRET.matcher(text).results().forEach(match -> secrets.add(match.group()));
    }

    private static String exported(String name, String out) {
        Matcher line = Pattern.compile("export " + name + "='?([^'\\n]+)'?").matcher(out);
        assertThat(line.find()).as(out).isTrue();
        return line.group(1);
    }
}
