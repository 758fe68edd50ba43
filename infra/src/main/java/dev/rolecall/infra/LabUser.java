package dev.rolecall.infra;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awscdk.services.iam.CfnUser;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The IAM user whose key is carried around, kept harmless by what its policies deny. */
final class LabUser extends Construct {
    private final CfnUser user;

    record Props(LessonBucket bucket, LabNetwork network, Program program, IManagedPolicy boundary, Settings.AccessKey accessKey) {}

    LabUser(Construct scope, String id, Props props) {
        super(scope, id);
        PolicyStatement readLesson = Permissions.until(props.accessKey().expires(), Permissions.readLesson(props.bucket()));
        PolicyStatement fetchProgram = Permissions.until(props.accessKey().expires(), Permissions.fetchProgram(props.program()));
        // The L1 construct: its policies come with the user, so there is no moment in which the key works and they are not there yet.
        user = CfnUser.Builder.create(this, "User").permissionsBoundary(props.boundary().getManagedPolicyArn())
                .policies(List.of(policy("ReadLesson", Permissions.document(readLesson)),
                        policy("FetchProgram", Permissions.document(fetchProgram)), policy("GuardRails", guardRails(props))))
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

    private static PolicyDocument guardRails(Props props) {
        List<PolicyStatement> rails = new ArrayList<>(List.of(Permissions.nothingAfter(props.accessKey().expires()),
                Permissions.nothingThatOutlivesTheKey(), Permissions.nothingOutside(props.bucket(), props.program())));
        props.accessKey().pin().ifPresent(pin -> rails.add(Permissions.nothingFromElsewhere(pin, props.network())));
        return Permissions.document(rails.toArray(PolicyStatement[]::new));
    }

    private static CfnUser.PolicyProperty policy(String name, PolicyDocument document) {
        return CfnUser.PolicyProperty.builder().policyName(name).policyDocument(document).build();
    }
}
