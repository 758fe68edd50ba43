package dev.rolecall.lab.whole;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** Everything in an account at an endpoint that the lab could have left there, asked with clients of its own. */
final class EndpointInventory {
    private final URI endpoint;
    private final StaticCredentialsProvider credentials;

    EndpointInventory(URI endpoint, String accessKeyId, String secret) {
        this.endpoint = endpoint;
        this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
    }

    /** One line each: its kind, and its name or id. */
    Set<String> look() {
        Set<String> found = new TreeSet<>();
        try (S3Client s3 = build(S3Client.builder().forcePathStyle(true))) {
            add(found, "bucket", s3.listBuckets().buckets().stream(), Bucket::name);
        }
        try (IamClient iam = build(IamClient.builder())) {
            add(found, "user", iam.listUsersPaginator().users().stream(), User::userName);
            add(found, "role", iam.listRolesPaginator().roles().stream(), Role::roleName);
            add(found, "instance profile", iam.listInstanceProfilesPaginator().instanceProfiles().stream(),
                    InstanceProfile::instanceProfileName);
            add(found, "policy", iam.listPoliciesPaginator(list -> list.scope(PolicyScopeType.LOCAL)).policies().stream(),
                    Policy::policyName);
        }
        try (LambdaClient lambda = build(LambdaClient.builder())) {
            add(found, "function", lambda.listFunctionsPaginator().functions().stream(), FunctionConfiguration::functionName);
        }
        try (CloudWatchLogsClient logs = build(CloudWatchLogsClient.builder())) {
            add(found, "log group", logs.describeLogGroupsPaginator().logGroups().stream(), LogGroup::logGroupName);
        }
        try (CloudFormationClient cloudFormation = build(CloudFormationClient.builder())) {
            add(found, "stack", cloudFormation.listStacksPaginator().stackSummaries().stream()
                    .filter(stack -> stack.stackStatus() != StackStatus.DELETE_COMPLETE), stack -> stack.stackName());
        }
        try (SsmClient ssm = build(SsmClient.builder())) {
            add(found, "parameter", ssm.describeParametersPaginator().stream().flatMap(page -> page.parameters().stream()),
                    ParameterMetadata::name);
        }
        try (Ec2Client ec2 = build(Ec2Client.builder())) {
            add(found, "VPC", ec2.describeVpcsPaginator().vpcs().stream(), Vpc::vpcId);
        }
        return found;
    }

    private static <T> void add(Set<String> found, String kind, Stream<T> things, Function<T, String> name) {
        things.forEach(thing -> found.add(kind + " " + name.apply(thing)));
    }

    private <B extends AwsClientBuilder<B, C>, C extends SdkClient> C build(B builder) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1).credentialsProvider(credentials).build();
    }
}
