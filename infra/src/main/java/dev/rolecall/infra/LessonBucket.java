package dev.rolecall.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/** The bucket with the object that all workloads read. */
final class LessonBucket extends Construct {
    /** The object that the workloads read. */
    static final String KEY = "lesson/welcome.txt";

    private static final String OBJECTS = "lesson/*";

    private final Bucket bucket;

    /** The lab whose principals may read. */
    record Props(String lab) {}

    LessonBucket(Construct scope, String id, Props props) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket").blockPublicAccess(BlockPublicAccess.BLOCK_ALL).enforceSsl(true)
                .encryption(BucketEncryption.S3_MANAGED).versioned(false).removalPolicy(RemovalPolicy.DESTROY).build();
        // By tag and not by ARN: naming the roles here, while they name the bucket, would be a circle.
        bucket.addToResourcePolicy(PolicyStatement.Builder.create().sid("OnlyThisLabReads").effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal())).actions(List.of("s3:GetObject")).resources(List.of(objectsArn()))
                .conditions(Map.of("StringNotEquals", Map.of("aws:PrincipalTag/" + Lab.TAG, props.lab()))).build());
        Suppressions.on(bucket, new Suppressions.Reason("AwsSolutions-S1",
                "A log bucket would outlive the lab and log nothing but its own synthetic object; CloudTrail data events are the lesson's way to look."));
    }

    String name() {
        return bucket.getBucketName();
    }

    /** The lesson's objects, and no other. */
    String objectsArn() {
        return bucket.arnForObjects(OBJECTS);
    }

    /** Keeps the exports there, whether or not the stack that imports them is, so that it can come and go alone. */
    void export(KeylessStack stack) {
        stack.exportValue(bucket.getBucketName());
        stack.exportValue(bucket.getBucketArn());
    }
}
