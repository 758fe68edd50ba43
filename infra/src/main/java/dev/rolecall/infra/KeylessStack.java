package dev.rolecall.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** How it should be: an instance and a function that read by their roles, and nobody stores a key. */
final class KeylessStack extends Stack {
    private final LessonBucket bucket;
    private final LabNetwork network;

    record Props(Settings settings, Program.Jar jar) {}

    KeylessStack(Construct scope, String id, Props props) {
        super(scope, id, StackProps.builder().stackName(props.settings().named(id))
                .description("Rolecall: an instance and a function that read an S3 object by their roles").build());
        Program program = new Program(this, "Program", props.jar());
        bucket = new LessonBucket(this, "Lesson", new LessonBucket.Props(props.settings().lab()));
        network = new LabNetwork(this, "Network", new LabNetwork.Props(bucket, program));
        Role role = instanceRole(props.settings(), program);
        ReaderInstance instance = new ReaderInstance(this, "Instance",
                new ReaderInstance.Props("ec2-role", bucket, network, program, new ReaderInstance.Credentials.OfRole(role)));
        ReaderFunction function = new ReaderFunction(this, "Function",
                new ReaderFunction.Props("lambda-role", "dev.rolecall.reader.RoleHandler", bucket, program,
                        new WorkloadLog(this, "FunctionLog"),
                        Map.of("ReadLesson", Permissions.document(Permissions.readLesson(bucket))), Optional.empty(), Map.of()));
        bucket.export(this);
        network.export(this);
        output("LessonBucket", "The bucket with the lesson's objects", bucket.name());
        output("LessonKey", "The object that the workloads read", LessonBucket.KEY);
        output("InstanceId", "The instance that reads by its role", instance.id());
        output("FunctionName", "The function that reads by its role", function.name());
        output("InstanceRoleName", "The role in the instance profile", role.getRoleName());
        output("FunctionRoleName", "The execution role of the function", function.roleName());
    }

    LessonBucket bucket() {
        return bucket;
    }

    LabNetwork network() {
        return network;
    }

    private Role instanceRole(Settings settings, Program program) {
        // Sorted, here and wherever a map has two entries: Map.of has another order in each process, and the template would too.
        // AWS documents no source condition for EC2 here; that a role can only be passed inside its account is what limits it.
        Role role = Role.Builder.create(this, "InstanceRole").roleName(settings.named("EC2-S3-Role"))
                .description("Lets the instance read the lesson's objects and its own program")
                .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                .inlinePolicies(new TreeMap<>(Map.of("ReadLesson", Permissions.document(Permissions.readLesson(bucket)), "FetchProgram",
                        Permissions.document(Permissions.fetchProgram(program)))))
                .build();
        Suppressions.on(role,
                new Suppressions.Reason("AwsSolutions-IAM5", "The wildcard ends inside one bucket: objects under lesson/, to be read."));
        return role;
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name).description(description).value(value).build();
    }
}
