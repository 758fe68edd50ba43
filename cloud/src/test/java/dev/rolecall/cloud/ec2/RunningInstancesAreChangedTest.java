package dev.rolecall.cloud.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.process.TestJar;

/** Profile, metadata options and tags of instances that are there, as their own programs see them. */
final class RunningInstancesAreChangedTest {
    /** Prints what it finds in the metadata service, whenever that is something else than before. */
    private static final String PROGRAM = """
            import java.net.URI;
            import java.net.http.*;
            public class Watcher {
                static final HttpClient HTTP = HttpClient.newHttpClient();
                static final String BASE = System.getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT") + "/latest/";
                static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
                    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
                }
                static HttpRequest.Builder at(String path) { return HttpRequest.newBuilder(URI.create(BASE + path)); }
                public static void main(String[] a) throws Exception {
                    String before = "";
                    String roles = "meta-data/iam/security-credentials/";
                    while (true) {
                        String token = send(at("api/token").header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                            .PUT(HttpRequest.BodyPublishers.noBody())).body();
                        HttpResponse<String> with = token.startsWith("<") ? null : send(at(roles).header("X-aws-ec2-metadata-token", token));
                        String role = with == null ? "off" : with.statusCode() == 200 ? with.body() : "none";
                        String now = "role=" + role + " untokened=" + send(at("meta-data/ami-id")).statusCode() + ";";
                        if (!now.equals(before)) System.out.println(now);
                        before = now;
                        Thread.sleep(50);
                    }
                }
            }
            """;
    private static final String USER_DATA = """
            #cloud-config
            write_files:
              - path: /etc/systemd/system/watcher.service
                content: |
                  [Service]
                  ExecStart=/usr/bin/java -Xmx48m -jar /opt/watcher.jar
                  StandardOutput=journal+console
            runcmd:
              - [mkdir, -p, /opt]
              - [aws, s3, cp, s3://watched/watcher.jar, /opt/watcher.jar]
              - [systemctl, daemon-reload]
              - [systemctl, enable, --now, watcher.service]
            """;

    @TempDir
    private static Path folder;
    private static TestCloud cloud;
    private static Ec2Client ec2;

    @BeforeAll
    static void start() throws Exception {
        cloud = new TestCloud();
        ec2 = cloud.ec2(cloud.administrator());
        profile("First");
        profile("Second");
        try (S3Client s3 = cloud.s3(cloud.administrator())) {
            s3.createBucket(request -> request.bucket("watched"));
            s3.putObject(request -> request.bucket("watched").key("watcher.jar"),
                    RequestBody.fromFile(TestJar.of(folder, "Watcher", PROGRAM)));
        }
    }

    @AfterAll
    static void stop() {
        ec2.close();
        cloud.close();
    }

    @Test
    void theMetadataServiceFollowsProfileAndOptions() {
        String id = launch(request -> request.iamInstanceProfile(profile -> profile.name("First"))
                .metadataOptions(options -> options.httpTokens("required"))
                .userData(Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8))));
        awaitConsole(id, "role=First untokened=401;");

        IamInstanceProfileAssociation first = associations(id).iterator().next();
        assertThat(first.associationId()).startsWith("iip-assoc-");
        IamInstanceProfileAssociation second = ec2.replaceIamInstanceProfileAssociation(
                request -> request.associationId(first.associationId()).iamInstanceProfile(profile -> profile.name("Second")))
                .iamInstanceProfileAssociation();
        awaitConsole(id, "role=Second untokened=401;");
        assertThat(associations(id)).singleElement().satisfies(now -> {
            assertThat(now.associationId()).isEqualTo(second.associationId()).isNotEqualTo(first.associationId());
            assertThat(now.iamInstanceProfile().arn()).endsWith("instance-profile/Second");
        });

        ec2.modifyInstanceMetadataOptions(request -> request.instanceId(id).httpTokens(HttpTokensState.OPTIONAL));
        awaitConsole(id, "role=Second untokened=200;");
        ec2.disassociateIamInstanceProfile(request -> request.associationId(second.associationId()));
        awaitConsole(id, "role=none untokened=200;");
        ec2.modifyInstanceMetadataOptions(request -> request.instanceId(id).httpEndpoint(InstanceMetadataEndpointState.DISABLED));
        awaitConsole(id, "role=off untokened=403;");

        var instance = ec2.describeInstances(request -> request.instanceIds(id)).reservations().getFirst().instances().getFirst();
        assertThat(instance.iamInstanceProfile()).isNull();
        assertThat(instance.metadataOptions().httpTokens()).isEqualTo(HttpTokensState.OPTIONAL);
        assertThat(instance.metadataOptions().httpEndpoint()).isEqualTo(InstanceMetadataEndpointState.DISABLED);
        assertThat(associations(id)).isEmpty();
        ec2.terminateInstances(request -> request.instanceIds(id));
    }

    @Test
    void aProfileIsWornByWhoMayPassItsRole() {
        String id = launch(request -> request);
        String passesFirst = """
                {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
                 {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/First",
                  "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}]}""";
        try (Ec2Client limited = cloud.ec2(cloud.user("passer", Optional.of(passesFirst)))) {
            refused(() -> limited.associateIamInstanceProfile(
                    request -> request.instanceId(id).iamInstanceProfile(profile -> profile.name("Second"))), "UnauthorizedOperation",
                    "iam:PassRole on resource: arn:aws:iam::111122223333:role/Second");
            limited.associateIamInstanceProfile(request -> request.instanceId(id).iamInstanceProfile(profile -> profile.name("First")));
        }
        assertThat(associations(id)).hasSize(1);
        refused(() -> ec2.associateIamInstanceProfile(
                request -> request.instanceId(id).iamInstanceProfile(profile -> profile.name("Second"))), "IncorrectState", id);
        refused(() -> ec2.disassociateIamInstanceProfile(request -> request.associationId("iip-assoc-00000000000000000")),
                "InvalidAssociationID.NotFound", "iip-assoc-00000000000000000");
        ec2.terminateInstances(request -> request.instanceIds(id));
    }

    @Test
    void tagsComeAndGo() {
        String id = launch(request -> request);
        ec2.createTags(request -> request.resources(id).tags(tag("team", "blue"), tag("cost", "1")));
        assertThat(tags(id)).extracting(TagDescription::key).containsExactly("cost", "team");
        ec2.createTags(request -> request.resources(id).tags(tag("team", "red")));
        ec2.deleteTags(request -> request.resources(id).tags(tag("cost", "other"), tag("team", "red")));
        assertThat(tags(id)).singleElement().satisfies(left -> {
            assertThat(left.key()).isEqualTo("cost");
            assertThat(left.resourceTypeAsString()).isEqualTo("instance");
        });
        refused(() -> ec2.createTags(request -> request.resources(id).tags(tag("aws:mine", "1"))), "InvalidParameterValue", "reserved");
        refused(() -> ec2.createTags(request -> request.resources("vpc-1").tags(tag("a", "1"))), "InvalidID", "vpc-1");
        ec2.terminateInstances(request -> request.instanceIds(id));
    }

    @Test
    void itsStatusIsOkWhileItRuns() {
        String id = launch(request -> request);
        await().untilAsserted(
                () -> assertThat(ec2.describeInstanceStatus(request -> request.instanceIds(id)).instanceStatuses()).singleElement()
                        .satisfies(status -> assertThat(status.instanceStatus().statusAsString()).isEqualTo("ok")));
        ec2.terminateInstances(request -> request.instanceIds(id));
        await().untilAsserted(
                () -> assertThat(ec2.describeInstanceStatus(request -> request.instanceIds(id)).instanceStatuses()).isEmpty());
        assertThat(ec2.describeInstanceStatus(request -> request.instanceIds(id).includeAllInstances(true)).instanceStatuses())
                .singleElement().satisfies(status -> assertThat(status.instanceStatus().statusAsString()).isEqualTo("not-applicable"));
        refused(() -> ec2.modifyInstanceMetadataOptions(request -> request.instanceId(id).httpTokens(HttpTokensState.REQUIRED)),
                "IncorrectInstanceState", id);
    }

    private static void profile(String name) {
        try (IamClient iam = cloud.iam()) {
            iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                     "Principal": {"Service": "ec2.amazonaws.com"}}]}"""));
            iam.putRolePolicy(request -> request.roleName(name).policyName("read")
                    .policyDocument(TestCloud.allow("s3:GetObject", "arn:aws:s3:::watched/*")));
            iam.createInstanceProfile(request -> request.instanceProfileName(name));
            iam.addRoleToInstanceProfile(request -> request.instanceProfileName(name).roleName(name));
        }
    }

    private static String launch(UnaryOperator<RunInstancesRequest.Builder> more) {
        return ec2.runInstances(more.apply(RunInstancesRequest.builder().imageId("ami-0123456789abcdef0").minCount(1).maxCount(1)).build())
                .instances().getFirst().instanceId();
    }

    private static void awaitConsole(String id, String text) {
        await().until(() -> {
            String output = Optional.ofNullable(ec2.getConsoleOutput(request -> request.instanceId(id)).output()).orElse("");
            return new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8);
        }, console -> console.contains(text));
    }

    private static Iterable<IamInstanceProfileAssociation> associations(String id) {
        return ec2.describeIamInstanceProfileAssociations(
                request -> request.filters(Filter.builder().name("instance-id").values(id).build())).iamInstanceProfileAssociations();
    }

    private static Iterable<TagDescription> tags(String id) {
        return ec2.describeTags(request -> request.filters(Filter.builder().name("resource-id").values(id).build())).tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void refused(Runnable call, String code, String words) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Ec2Exception.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code)).hasMessageContaining(words);
    }
}
