package dev.rolecall.bench;

import java.util.List;
import java.util.Optional;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** The request that the demo is about: the keyless instance reads the lesson. Policies and context keys are those of a run. */
final class DemoRequest {
    static final String READ_LESSON = """
            {"Version": "2012-10-17", "Statement": [{"Action": "s3:GetObject", "Effect": "Allow",
             "Resource": "arn:aws:s3:::rolecallkeyless-lessonbucket70b58353-0123456789ab/lesson/*", "Sid": "ReadLesson"}]}
            """;
    static final String FETCH_PROGRAM = """
            {"Version": "2012-10-17", "Statement": [{"Action": "s3:GetObject", "Effect": "Allow", "Sid": "FetchProgram",
             "Resource": "arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/4c5bef914f53152936f004d080afc89e.jar"}]}
            """;
    static final String BUCKET = """
            {"Version": "2012-10-17", "Statement": [
             {"Action": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}, "Effect": "Deny", "Principal": {"AWS": "*"},
              "Resource": ["arn:aws:s3:::rolecallkeyless-lessonbucket70b58353-0123456789ab",
                           "arn:aws:s3:::rolecallkeyless-lessonbucket70b58353-0123456789ab/*"]},
             {"Action": "s3:GetObject", "Condition": {"StringNotEquals": {"aws:PrincipalTag/rolecall:lab": "rolecall"}},
              "Effect": "Deny", "Principal": {"AWS": "*"}, "Sid": "OnlyThisLabReads",
              "Resource": "arn:aws:s3:::rolecallkeyless-lessonbucket70b58353-0123456789ab/lesson/*"}]}
            """;

    private DemoRequest() {}

    static AccessRequest allowed() {
        return request("lesson/welcome.txt");
    }

    static AccessRequest denied() {
        return request("payroll/may.csv");
    }

    private static AccessRequest request(String key) {
        String session = "arn:aws:sts::111122223333:assumed-role/EC2-S3-Role/i-0123456789abcdef0";
        String role = "arn:aws:iam::111122223333:role/EC2-S3-Role";
        RequestContext context = RequestContext.builder().put("aws:SecureTransport", "true").put("aws:SourceIp", "127.0.0.1")
                .put("aws:UserAgent", "aws-sdk-java/2.57.8").put("aws:CurrentTime", "2026-11-24T10:00:00Z")
                .put("aws:EpochTime", "1795514400").put("aws:PrincipalIsAWSService", "false").put("aws:ViaAWSService", "false")
                .put("aws:PrincipalAccount", "111122223333").put("aws:PrincipalArn", role).put("aws:PrincipalType", "AssumedRole")
                .put("aws:userid", "AROAEXAMPLE:i-0123456789abcdef0").put("aws:PrincipalTag/rolecall:lab", "rolecall")
                .put("aws:TokenIssueTime", "2026-11-24T09:00:00Z").put("aws:RequestedRegion", "us-east-1")
                .put("aws:ResourceAccount", "111122223333").put("s3:authType", "REST-HEADER")
                .put("s3:signatureversion", "AWS4-HMAC-SHA256").build();
        return new AccessRequest(new Principal.RoleSession(session, "111122223333", role, "AROAEXAMPLE", "i-0123456789abcdef0"),
                "s3:GetObject", "arn:aws:s3:::rolecallkeyless-lessonbucket70b58353-0123456789ab/" + key, Optional.of("111122223333"),
                context);
    }

    static PolicySet policies() {
        return PolicySet
                .ofIdentity(List.of(new NamedPolicy("FetchProgram", PolicyDocument.parse(FETCH_PROGRAM, PolicyKind.IDENTITY)),
                        new NamedPolicy("ReadLesson", PolicyDocument.parse(READ_LESSON, PolicyKind.IDENTITY))))
                .withResource(new NamedPolicy("bucket", PolicyDocument.parse(BUCKET, PolicyKind.RESOURCE)));
    }
}
