package dev.rolecall.infra;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The lab's permissions, statement by statement; a statement is made anew at each call because CDK may merge it with others. */
final class Permissions {
    private static final String DECRYPT = "kms:Decrypt";

    private Permissions() {}

    static PolicyDocument document(PolicyStatement... statements) {
        return PolicyDocument.Builder.create().minimize(false).statements(List.of(statements)).build();
    }

    static PolicyStatement readLesson(LessonBucket bucket) {
        return allow("ReadLesson", "s3:GetObject", bucket.objectsArn());
    }

    static PolicyStatement fetchProgram(Program program) {
        return allow("FetchProgram", "s3:GetObject", program.objectArn());
    }

    /** {@code CreateLogStream} is judged on the group, {@code PutLogEvents} on a stream of it; the group's ARN attribute ends in {@code :*} and covers both. */
    static PolicyStatement writeLog(WorkloadLog logs) {
        return PolicyStatement.Builder.create().sid("WriteOwnLog").actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.streamsArn())).build();
    }

    /** The same permission, until a date. */
    static PolicyStatement until(Instant expires, PolicyStatement statement) {
        statement.addCondition("DateLessThan", Map.of("aws:CurrentTime", expires.toString()));
        return statement;
    }

    /** After the date nothing at all, whatever other policies come to say. */
    static PolicyStatement nothingAfter(Instant expires) {
        return deny("NothingAfterExpiry").actions(List.of("*")).resources(List.of("*"))
                .conditions(Map.of("DateGreaterThanEquals", Map.of("aws:CurrentTime", expires.toString()))).build();
    }

    /** What would outlive the key: sessions derived from it live on after it is deactivated, and IAM could make another. */
    static PolicyStatement nothingThatOutlivesTheKey() {
        return deny("NothingThatOutlivesTheKey")
                .actions(List.of("iam:*", "sts:GetSessionToken", "sts:GetFederationToken", "sts:AssumeRole")).resources(List.of("*"))
                .build();
    }

    /** Decrypting is left to the key's own policy: the bootstrap bucket is encrypted with KMS, and whoever reads from it is the one who decrypts. */
    static PolicyStatement nothingOutside(LessonBucket bucket, Program program) {
        return deny("NothingOutsideTheLab").notActions(List.of(DECRYPT))
                .notResources(List.of(bucket.objectsArn(), program.objectArn())).build();
    }

    /**
     * What S3 does with the bootstrap bucket's key and Lambda with the environment's. For boundaries only: there it grants nothing and leaves room for the
     * <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">key policies</a> and grants that do. It has no date, so that the
     * function still runs after the expiry and says that its key is refused.
     */
    static PolicyStatement decryptInServices() {
        return allow("DecryptInServices", DECRYPT, "arn:" + Aws.PARTITION + ":kms:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":key/*");
    }

    /**
     * From nowhere but the lab's VPC and the pinned networks. Both comparisons hold when their key is absent, and exactly one of the keys is there: through a
     * VPC endpoint the VPC, from the internet the address. What a service asks in the user's name follows a request that came from where it may.
     */
    static PolicyStatement nothingFromElsewhere(Pin pin, LabNetwork network) {
        return deny("NothingFromElsewhere").actions(List.of("*")).resources(List.of("*"))
                .conditions(new TreeMap<>(Map.of("NotIpAddress", Map.of("aws:SourceIp", pin.networks()), "StringNotEquals",
                        Map.of("aws:SourceVpc", network.vpcId()), "BoolIfExists", Map.of("aws:ViaAWSService", "false"))))
                .build();
    }

    /** To switch this user's keys off and to delete them. */
    static PolicyStatement endKey(LabUser user) {
        return PolicyStatement.Builder.create().sid("EndKey").actions(List.of("iam:UpdateAccessKey", "iam:DeleteAccessKey"))
                .resources(List.of(user.arn())).build();
    }

    /** The stack's service role does the deleting: whoever may ask for it needs no other permission. */
    static PolicyStatement deleteOwnStack() {
        return allow("DeleteOwnStack", "cloudformation:DeleteStack", Aws.STACK_ID);
    }

    private static PolicyStatement allow(String sid, String action, String resource) {
        return PolicyStatement.Builder.create().sid(sid).actions(List.of(action)).resources(List.of(resource)).build();
    }

    private static PolicyStatement.Builder deny(String sid) {
        return PolicyStatement.Builder.create().sid(sid).effect(Effect.DENY);
    }
}
