package dev.rolecall.reader;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The program in a container: reads once, prints a line {@code rolecall-evidence {…}} to standard output, which the awslogs driver takes to CloudWatch Logs,
 * and ends. It asks the container's credentials endpoint and nobody else. The SDK's default chain would go on to the metadata service without a word when the
 * endpoint cannot be used, and read with the role of the node that the container runs on. See
 * <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">task IAM role</a>.
 */
public final class TaskProgram {
    private TaskProgram() {}

    /**
     * Exit code 0 when the object was read, 1 when the read was refused or failed, 2, with one sentence on standard error, when the environment is incomplete.
     *
     * @param arguments none are understood
     */
    public static void main(String[] arguments) {
        Evidence evidence;
        try (Reader reader = Start.orEnd(() -> Reader.inThisProcess(System::getenv, endpoint()))) {
            evidence = reader.attempt();
        }
        System.out.println(evidence.line());
        System.exit(evidence.outcome() instanceof Outcome.Read ? 0 : 1);
    }

    /** The SDK's provider, with a sentence that says what is missing: the SDK speaks of a metadata service, whichever it asked. */
    private static AwsCredentialsProvider endpoint() {
        AwsCredentialsProvider endpoint = ContainerCredentialsProvider.builder().build();
        return () -> {
            try {
                return endpoint.resolveCredentials();
            } catch (SdkClientException trouble) {
                throw SdkClientException.create(
                        "The container's credentials endpoint gave none, and nobody else is asked: " + trouble.getMessage(), trouble);
            }
        };
    }
}
