package dev.rolecall.infra;

import java.util.List;
import java.util.Optional;

import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.constructs.Construct;

/**
 * The most that principals of the insecure stack may do, whatever their own policies come to say: the lab's own boundary, or an organisation's. See
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">permissions boundaries</a>.
 */
final class LabBoundary extends Construct {
    private final IManagedPolicy policy;

    /**
     * What is allowed at most.
     *
     * @param given an organisation's own boundary, by ARN, which takes the place of {@code most}
     * @param accepted what cdk-nag finds in {@code most} and is meant
     */
    record Props(Optional<String> given, String description, PolicyDocument most, List<Suppressions.Reason> accepted) {}

    LabBoundary(Construct scope, String id, Props props) {
        super(scope, id);
        policy = props.given().map(arn -> ManagedPolicy.fromManagedPolicyArn(this, "Given", arn)).orElseGet(() -> own(props));
    }

    IManagedPolicy policy() {
        return policy;
    }

    private IManagedPolicy own(Props props) {
        ManagedPolicy own = ManagedPolicy.Builder.create(this, "Policy").description(props.description()).document(props.most()).build();
        if (!props.accepted().isEmpty()) {
            Suppressions.on(own, props.accepted().toArray(Suppressions.Reason[]::new));
        }
        return own;
    }
}
