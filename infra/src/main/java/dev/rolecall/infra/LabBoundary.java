package dev.rolecall.infra;

import java.time.Instant;
import java.util.Optional;

import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.constructs.Construct;

/**
 * The most that any principal of the insecure stack may do, whatever its own policies come to say: the lab's own boundary, or an organisation's. See
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">permissions boundaries</a>.
 */
final class LabBoundary extends Construct {
    private final IManagedPolicy policy;

    /** {@code given} is an organisation's own boundary, by ARN. */
    record Props(Optional<String> given, LessonBucket bucket, Program program, FunctionLog logs, Instant expires) {}

    LabBoundary(Construct scope, String id, Props props) {
        super(scope, id);
        policy = props.given().map(arn -> ManagedPolicy.fromManagedPolicyArn(this, "Given", arn)).orElseGet(() -> own(props));
    }

    IManagedPolicy policy() {
        return policy;
    }

    private IManagedPolicy own(Props props) {
        ManagedPolicy own = ManagedPolicy.Builder.create(this, "Policy").description("The most that the lab's insecure part may do")
                .document(Permissions.document(Permissions.until(props.expires(), Permissions.readLesson(props.bucket())),
                        Permissions.until(props.expires(), Permissions.fetchProgram(props.program())),
                        Permissions.until(props.expires(), Permissions.writeLog(props.logs())),
                        Permissions.decryptInServices()))
                .build();
        Suppressions.on(own, new Suppressions.Reason("AwsSolutions-IAM5",
                "A boundary grants nothing; its wildcards end inside the lesson's objects, the function's log group, and decryption by keys whose policies say who may."));
        return own;
    }
}
