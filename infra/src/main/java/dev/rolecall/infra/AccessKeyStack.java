package dev.rolecall.infra;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.CfnAccessKey;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.constructs.Construct;

/** How it should not be: the same two workloads with an IAM user's access key, in user data and in a function's environment. */
final class AccessKeyStack extends Stack {

    record Props(Settings settings, Settings.AccessKey accessKey, LessonBucket bucket, LabNetwork network, Program.Jar jar) {}

    AccessKeyStack(Construct scope, String id, Props props) {
        super(scope, id, StackProps.builder().stackName(props.settings().named(id))
                .description("Rolecall, deliberately insecure: the same workloads with an IAM user's access key").build());
        onlyIn(props.accessKey().account());
        Tags.of(this).add("rolecall:expires", props.accessKey().expires().toString());
        Program program = new Program(this, "Program", props.jar());
        WorkloadLog logs = new WorkloadLog(this, "FunctionLog");
        IManagedPolicy boundary = boundary(props, program, logs);
        LabUser user = new LabUser(this, "User",
                new LabUser.Props(props.bucket(), props.network(), program, boundary, props.accessKey()));
        CfnAccessKey key = CfnAccessKey.Builder.create(this, "AccessKey").userName(user.name()).status("Active").build();
        ReaderInstance instance = new ReaderInstance(this, "Instance",
                new ReaderInstance.Props("ec2-key", props.bucket(), props.network(), program,
                        new ReaderInstance.Credentials.OfUser(key.getRef(), key.getAttrSecretAccessKey())));
        ReaderFunction function = new ReaderFunction(this, "Function",
                new ReaderFunction.Props("lambda-key", "dev.rolecall.reader.AccessKeyHandler", props.bucket(), program, logs, Map.of(),
                        Optional.of(boundary),
                        Map.of("READER_ACCESS_KEY_ID", key.getRef(), "READER_SECRET_ACCESS_KEY", key.getAttrSecretAccessKey())));
        Expiry expiry = new Expiry(this, "Expiry",
                new Expiry.Props(props.accessKey().expires(), user, key, props.settings().boundary()));
        output("InstanceId", "The instance that reads with the user's key", instance.id());
        output("FunctionName", "The function that reads with the user's key", function.name());
        output("UserName", "The user whose key it is", user.name());
        output("ExpiresAt", "From then on the user's policies refuse everything", props.accessKey().expires().toString());
        output("DeletedAt", "Then the stack deletes itself, and with it all that costs money", expiry.stackDeleted().toString());
    }

    private IManagedPolicy boundary(Props props, Program program, WorkloadLog logs) {
        Instant expires = props.accessKey().expires();
        return new LabBoundary(this, "Boundary", new LabBoundary.Props(props.settings().boundary(),
                "The most that the lab's insecure part may do",
                Permissions.document(Permissions.until(expires, Permissions.readLesson(props.bucket())),
                        Permissions.until(expires, Permissions.fetchProgram(program)),
                        Permissions.until(expires, Permissions.writeLog(logs)), Permissions.decryptInServices()),
                List.of(new Suppressions.Reason("AwsSolutions-IAM5",
                        "A boundary grants nothing; its wildcards end inside the lesson's objects, the function's log group, and decryption by keys whose policies say who may."))))
                .policy();
    }

    /** CloudFormation itself refuses to create the stack in any account but the one that was typed. */
    private void onlyIn(String account) {
        CfnRule.Builder.create(this, "TypedAccount")
                .assertions(List.of(CfnRuleAssertion.builder().assertValue(Fn.conditionEquals(Aws.ACCOUNT_ID, account))
                        .assertDescription("This insecure stack was synthesised for account " + account + " and for no other.").build()))
                .build();
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name).description(description).value(value).build();
    }
}
