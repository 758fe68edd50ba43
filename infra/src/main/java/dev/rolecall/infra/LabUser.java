package dev.rolecall.infra;

import java.time.Instant;
import java.util.List;

import software.amazon.awscdk.services.iam.CfnUser;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.constructs.Construct;

/** The IAM user whose key is carried around, kept harmless by what its policies deny. */
final class LabUser extends Construct {
    private final CfnUser user;

    record Props(LessonBucket bucket, Program program, IManagedPolicy boundary, Instant expires) {}

    LabUser(Construct scope, String id, Props props) {
        super(scope, id);
        // The L1 construct: its policies come with the user, so there is no moment in which the key works and they are not there yet.
        user = CfnUser.Builder.create(this, "User").permissionsBoundary(props.boundary().getManagedPolicyArn())
                .policies(List.of(
                        policy("ReadLesson",
                                Permissions.document(Permissions.until(props.expires(), Permissions.readLesson(props.bucket())))),
                        policy("FetchProgram",
                                Permissions.document(Permissions.until(props.expires(), Permissions.fetchProgram(props.program())))),
                        policy("GuardRails",
                                Permissions.document(Permissions.nothingAfter(props.expires()), Permissions.nothingThatOutlivesTheKey(),
                                        Permissions.nothingOutside(props.bucket(), props.program())))))
                .build();
        Suppressions.on(user,
                new Suppressions.Reason("AwsSolutions-IAM5",
                        "The wildcards that allow end inside lesson/ of one bucket; the others deny."));
    }

    String name() {
        return user.getRef();
    }

    String arn() {
        return user.getAttrArn();
    }

    private static CfnUser.PolicyProperty policy(String name, Object document) {
        return CfnUser.PolicyProperty.builder().policyName(name).policyDocument(document).build();
    }
}
