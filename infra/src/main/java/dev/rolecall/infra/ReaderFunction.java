package dev.rolecall.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** A function that runs the reader, with its execution role. */
final class ReaderFunction extends Construct {
    private final Role role;
    private final Function function;

    /**
     * What tells the two functions apart.
     *
     * @param policies inline policies of the execution role beside the one for its own log
     * @param boundary the most that the execution role may do
     * @param secrets variables that make the insecure function insecure
     */
    record Props(String workload, String handler, LessonBucket bucket, Program program, WorkloadLog logs,
            Map<String, PolicyDocument> policies,
            Optional<IManagedPolicy> boundary, Map<String, String> secrets) {
        @Override
        public String toString() {
            return "ReaderFunction.Props of " + workload;
        }
    }

    ReaderFunction(Construct scope, String id, Props props) {
        super(scope, id);
        Map<String, PolicyDocument> policies = new TreeMap<>(props.policies());
        policies.put("WriteOwnLog", Permissions.document(Permissions.writeLog(props.logs())));
        Role.Builder builder = Role.Builder.create(this, "Role").description("Execution role of the function " + props.workload())
                // The function's own ARN would be a circle: it names its role, so any function of this account and region has to do.
                // Lambda documents neither key for execution roles, hence IfExists; see docs/decisions/0001.
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com").withConditions(new TreeMap<>(Map.of("ArnLikeIfExists",
                        Map.of("aws:SourceArn",
                                "arn:" + Aws.PARTITION + ":lambda:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":function:*"),
                        "StringEqualsIfExists", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))))
                .inlinePolicies(policies);
        props.boundary().ifPresent(builder::permissionsBoundary);
        role = builder.build();
        Map<String, String> environment = new TreeMap<>(props.secrets());
        environment.put("ROLECALL_WORKLOAD", props.workload());
        environment.put("ROLECALL_BUCKET", props.bucket().name());
        environment.put("ROLECALL_KEY", LessonBucket.KEY);
        function = Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64).memorySize(512)
                .timeout(Duration.seconds(30)).handler(props.handler())
                .code(props.program().code()).role(role).logGroup(props.logs().group())
                .loggingFormat(LoggingFormat.JSON).environment(environment).build();
        Suppressions.on(role, new Suppressions.Reason("AwsSolutions-IAM5",
                "The wildcards end inside what the function owns or reads: streams of its own log group, objects under lesson/."));
    }

    String name() {
        return function.getFunctionName();
    }

    String roleName() {
        return role.getRoleName();
    }
}
