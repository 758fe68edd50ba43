package dev.rolecall.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.audit.AuditRecord;

/**
 * Which condition keys the policies see of a request, and with which value. Every row is a request that is signed, sent, and denied; what
 * the policies saw of it is then read from the audit trail.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global condition context keys</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Condition keys for Amazon S3</a>
 */
class ConditionKeysAreThereWhereAwsHasThemTest {
    private static final String ABSENT = "absent";
    private static TestCloud cloud;
    private static WireClient wire;
    private static AwsCredentials user;
    private static AwsCredentials session;
    private static String userId;
    private static String roleId;

    /** Who sends, and how. */
    enum Sender {
        USER, SESSION, ANONYMOUS, PRESIGNED, PLAIN
    }

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        user = cloud.user("probe", Optional.empty());
        try (IamClient iam = cloud.iam(); S3Client s3 = cloud.s3(cloud.administrator())) {
            Tag tag = Tag.builder().key("Team").value("blue").build();
            String arn = iam.createRole(request -> request.roleName("probe-role").assumeRolePolicyDocument(TestCloud.trust()).tags(tag))
                    .role().arn();
            session = cloud.assume(arn);
            userId = iam.getUser(request -> request.userName("probe")).user().userId();
            roleId = iam.getRole(request -> request.roleName("probe-role")).role().roleId();
            s3.createBucket(request -> request.bucket("keys"));
            s3.putObject(request -> request.bucket("keys").key("k").tagging("color=red"), RequestBody.fromString("x"));
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USER      | aws:SourceIp               | 127.0.0.1
            ANONYMOUS | aws:SourceIp               | 127.0.0.1
            USER      | aws:SecureTransport        | true
            PLAIN     | aws:SecureTransport        | false
            USER      | aws:CurrentTime            | \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ
            USER      | aws:EpochTime              | \\d{10}
            USER      | aws:UserAgent              | probe/1.0
            USER      | aws:Referer                | https://example.com/
            SESSION   | aws:Referer                | absent
            USER      | aws:RequestedRegion        | us-east-1
            ANONYMOUS | aws:RequestedRegion        | us-east-1
            USER      | aws:PrincipalArn           | arn:aws:iam::111122223333:user/probe
            SESSION   | aws:PrincipalArn           | arn:aws:iam::111122223333:role/probe-role
            ANONYMOUS | aws:PrincipalArn           | absent
            USER      | aws:PrincipalAccount       | 111122223333
            ANONYMOUS | aws:PrincipalAccount       | anonymous
            USER      | aws:PrincipalType          | User
            SESSION   | aws:PrincipalType          | AssumedRole
            ANONYMOUS | aws:PrincipalType          | Anonymous
            USER      | aws:PrincipalIsAWSService  | false
            ANONYMOUS | aws:PrincipalIsAWSService  | absent
            USER      | aws:PrincipalServiceName   | absent
            SESSION   | aws:PrincipalTag/Team      | blue
            USER      | aws:PrincipalTag/Team      | absent
            USER      | aws:userid                 | USER_ID
            SESSION   | aws:userid                 | ROLE_ID:test
            ANONYMOUS | aws:userid                 | anonymous
            USER      | aws:username               | probe
            SESSION   | aws:username               | absent
            ANONYMOUS | aws:username               | absent
            SESSION   | aws:TokenIssueTime         | \\d{4}-.*Z
            USER      | aws:TokenIssueTime         | absent
            SESSION   | aws:MultiFactorAuthPresent | false
            USER      | aws:MultiFactorAuthPresent | absent
            USER      | aws:ResourceAccount        | 111122223333
            ANONYMOUS | aws:ResourceAccount        | 111122223333
            USER      | aws:ViaAWSService          | false
            USER      | aws:CalledVia              | absent
            USER      | aws:SourceArn              | absent
            USER      | aws:SourceAccount          | absent
            USER      | aws:SourceVpc              | absent
            USER      | aws:SourceVpce             | absent
            USER      | aws:VpcSourceIp            | absent
            SESSION   | aws:Ec2InstanceSourceVpc   | absent
            SESSION   | ec2:SourceInstanceArn      | absent
            SESSION   | ec2:RoleDelivery           | absent
            SESSION   | lambda:SourceFunctionArn   | absent
            USER      | aws:PrincipalOrgID         | absent
            USER      | aws:PrincipalOrgPaths      | absent
            USER      | aws:ResourceOrgID          | absent
            USER      | s3:authType                | REST-HEADER
            PRESIGNED | s3:authType                | REST-QUERY-STRING
            ANONYMOUS | s3:authType                | absent
            USER      | s3:signatureversion        | AWS4-HMAC-SHA256
            PRESIGNED | s3:signatureversion        | AWS4-HMAC-SHA256
            ANONYMOUS | s3:signatureversion        | absent
            PRESIGNED | s3:signatureAge            | \\d{1,5}
            USER      | s3:signatureAge            | absent
            USER      | s3:x-amz-content-sha256    | [0-9a-f]{64}
            PRESIGNED | s3:x-amz-content-sha256    | absent
            USER      | s3:TlsVersion              | 1.3
            PLAIN     | s3:TlsVersion              | absent
            USER      | s3:ResourceAccount         | 111122223333
            USER      | s3:ExistingObjectTag/color | red
            USER      | s3:prefix                  | absent
            """)
    void aReadOfAnObject(Sender sender, String key, String expected) {
        Call call = Call.of("GET", "/keys/k").with("user-agent", "probe/1.0");
        Call sent = sender == Sender.SESSION ? call : call.with("referer", "https://example.com/");
        assertKey(key, switch (sender) {
            case USER -> keys(wire.signed(sent, "s3", user));
            case SESSION -> keys(wire.signed(sent, "s3", session));
            case ANONYMOUS -> keys(sent);
            case PRESIGNED -> keys(wire.presigned("GET", "keys", "k", user, Duration.ofMinutes(5)));
            case PLAIN -> overPlainHttp();
        }, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /keys?prefix=a%2Fb&delimiter=%2F&max-keys=7 || s3:prefix | a/b
            GET /keys?prefix=a%2Fb&delimiter=%2F&max-keys=7 || s3:delimiter | /
            GET /keys?prefix=a%2Fb&delimiter=%2F&max-keys=7 || s3:max-keys | 7
            GET /keys?list-type=2&prefix= || s3:prefix |
            GET /keys || s3:prefix | absent
            GET /keys?versions&prefix=p || s3:prefix | p
            GET /keys?uploads&prefix=p || s3:prefix | absent
            GET /keys/k?versionId=null || s3:versionid | null
            GET /keys/k || s3:versionid | absent
            GET /keys/k?versionId=null || s3:ExistingObjectTag/color | red
            DELETE /keys/k || s3:ExistingObjectTag/color | absent
            DELETE /keys/k?tagging || s3:ExistingObjectTag/color | red
            PUT /keys/new | x-amz-tagging=a=1&b=2 | s3:RequestObjectTag/a | 1
            PUT /keys/new | x-amz-tagging=a=1 | s3:RequestObjectTagKeys | a
            PUT /keys/new || s3:RequestObjectTagKeys | absent
            PUT /keys/k || s3:ExistingObjectTag/color | absent
            PUT /keys/new | x-amz-acl=bucket-owner-full-control | s3:x-amz-acl | bucket-owner-full-control
            PUT /keys/new | x-amz-server-side-encryption=AES256 | s3:x-amz-server-side-encryption | AES256
            PUT /keys/new || s3:x-amz-server-side-encryption | absent
            PUT /keys/new | x-amz-storage-class=STANDARD_IA | s3:x-amz-storage-class | STANDARD_IA
            PUT /keys/new | if-none-match=* | s3:if-none-match | \\*
            PUT /keys/new || s3:ObjectCreationOperation | true
            POST /keys/new?uploads || s3:ObjectCreationOperation | false
            PUT /keys/new?uploadId=x&partNumber=1 || s3:ObjectCreationOperation | false
            GET /keys/k || s3:ObjectCreationOperation | absent
            GET /keys/k | x-amz-storage-class=GLACIER | s3:x-amz-storage-class | absent
            GET /keys?location || s3:ResourceAccount | 111122223333
            GET /keys?policy || s3:authType | REST-HEADER
            PUT /never | x-amz-object-ownership=ObjectWriter | s3:x-amz-object-ownership | ObjectWriter
            PUT /never || s3:x-amz-object-ownership | absent
            GET / || s3:ResourceAccount | 111122223333
            """)
    void keysOfSingleActions(String line, String header, String key, String expected) {
        Call call = Call.of(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        Call sent = header == null ? call : call.with(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        assertKey(key, keys(wire.signed(sent, "s3", user)), expected == null ? "" : expected);
    }

    @Test
    void aCopySaysWhatItCopiesToTheDestinationOnly() {
        AwsCredentials reader = cloud.user("reads-to-copy", Optional.of(TestCloud.allow("s3:GetObject*", "*")));
        Call copy = Call.of("PUT", "/keys/copy").with("x-amz-copy-source", "/keys/k").with("x-amz-metadata-directive", "COPY");
        Map<String, List<String>> destination = keys(wire.signed(copy, "s3", reader));
        assertThat(destination).containsEntry("s3:x-amz-copy-source", List.of("keys/k"))
                .containsEntry("s3:x-amz-metadata-directive", List.of("COPY")).doesNotContainKey("s3:existingobjecttag/color");
        Map<String, List<String>> source = keys(wire.signed(copy, "s3", user));
        assertThat(source).containsEntry("s3:existingobjecttag/color", List.of("red")).doesNotContainKey("s3:x-amz-copy-source");
    }

    @Test
    void aBodysLocationIsSeenWhenABucketIsMade() {
        Call create = Call.of("PUT", "/never").withBody(
                "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>");
        assertKey("s3:locationconstraint", keys(wire.signed(create, "s3", user)), "eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({"aws:RequestTag/Team, red", "aws:TagKeys, Team", "aws:ResourceAccount, 111122223333", "s3:authType, absent",
            "aws:SourceIp, 127.0.0.1"})
    void otherServicesHaveTheirsAndNotThoseOfS3(String key, String expected) {
        String form = "Action=CreateUser&UserName=never&Tags.member.1.Key=Team&Tags.member.1.Value=red&Version=2010-05-08";
        assertKey(key, keys(wire.signed(Call.form(form), "iam", user)), expected);
    }

    @ParameterizedTest
    @CsvSource({"aws:CalledVia, cloudformation.amazonaws.com", "aws:CalledViaFirst, cloudformation.amazonaws.com",
            "aws:CalledViaLast, cloudformation.amazonaws.com", "aws:ViaAWSService, true", "aws:PrincipalIsAWSService, false",
            "aws:SourceArn, absent", "aws:PrincipalServiceName, absent"})
    void aCallThroughCloudFormationSaysSo(String key, String expected) {
        String name = "via-" + key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        AwsCredentials deployer = cloud.user(name, Optional.of(TestCloud.allow("cloudformation:*", "*")));
        try (CloudFormationClient stacks = cloud.cloudFormation(deployer)) {
            stacks.createStack(request -> request.stackName(name).capabilities(Capability.CAPABILITY_IAM)
                    .templateBody("{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}"));
        }
        AuditRecord record = await().until(() -> cloud.cloud().audited().stream()
                .filter(found -> found.principal().endsWith("/" + name) && found.decision().isPresent()).findFirst(),
                Optional::isPresent).orElseThrow();
        assertKey(key, DeniedContext.of(record), expected);
    }

    @Test
    void aServiceThatAssumesARoleSaysForWhom() {
        try (IamClient iam = cloud.iam(); CloudFormationClient stacks = cloud.cloudFormation(cloud.administrator())) {
            String role = iam.createRole(request -> request.roleName("for-nobody").assumeRolePolicyDocument(TestCloud.trust())).role()
                    .arn();
            assertThatThrownBy(() -> stacks.createStack(request -> request.stackName("as-nobody").roleARN(role)
                    .templateBody("{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}")))
                    .isInstanceOf(CloudFormationException.class);
        }
        AuditRecord record = cloud.cloud().audited().stream().filter(found -> found.principal().equals("cloudformation.amazonaws.com"))
                .findFirst().orElseThrow();
        assertThat(DeniedContext.of(record)).containsEntry("aws:principalisawsservice", List.of("true"))
                .containsEntry("aws:principalservicename", List.of("cloudformation.amazonaws.com"))
                .containsEntry("aws:sourceaccount", List.of(TestCloud.ACCOUNT)).doesNotContainKeys("aws:principalarn", "aws:sourceip");
    }

    @ParameterizedTest
    @CsvSource({"aws:PrincipalOrgID, o-exampleorgid", "aws:PrincipalOrgPaths, o-exampleorgid/r-examplerootid111/",
            "aws:ResourceOrgID, o-exampleorgid", "aws:ResourceOrgPaths, o-exampleorgid/r-examplerootid111/"})
    void anAccountOfAnOrganizationSaysWhichItIs(String key, String expected) {
        try (TestCloud managed = new TestCloud(options -> options.managedBy(options.accountId()))) {
            WireClient client = managed.wire();
            AwsCredentials member = managed.user("member", Optional.empty());
            client.send(client.signed(Call.of("GET", "/"), "s3", member));
            assertKey(key, DeniedContext.of(managed.cloud().audited().getLast()), expected);
        }
    }

    private static Map<String, List<String>> overPlainHttp() {
        try (S3Client plain = cloud.s3(user, cloud.cloud().plainHttpEndpoint())) {
            plain.getObjectAsBytes(request -> request.bucket("keys").key("k"));
            throw new AssertionError("must be denied");
        } catch (S3Exception denied) {
            return byRequestId(denied.requestId());
        }
    }

    private static Map<String, List<String>> keys(Call call) {
        WireClient.Reply reply = wire.send(call);
        String id = reply.header("x-amz-request-id");
        return byRequestId(id.isEmpty() ? reply.header("x-amzn-requestid") : id);
    }

    private static Map<String, List<String>> byRequestId(String id) {
        return DeniedContext.of(cloud.cloud().audited().stream().filter(record -> record.requestId().equals(id)).findFirst().orElseThrow());
    }

    private static void assertKey(String key, Map<String, List<String>> keys, String expected) {
        String name = key.toLowerCase(Locale.ROOT);
        if (expected.equals(ABSENT)) {
            assertThat(keys).doesNotContainKey(name);
        } else {
            assertThat(keys).containsKey(name);
            assertThat(keys.get(name)).singleElement().asString()
                    .matches(expected.replace("USER_ID", userId).replace("ROLE_ID", roleId));
        }
    }
}
