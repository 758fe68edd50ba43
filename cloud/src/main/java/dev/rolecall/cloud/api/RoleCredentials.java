package dev.rolecall.cloud.api;

import java.util.List;
import java.util.Map;

/** Issues a role's credentials to a service that runs something in its name: EC2 for an instance profile, Lambda for an execution role. */
@FunctionalInterface
public interface RoleCredentials {
    /**
     * The service assumes the role: its trust policy is evaluated, the session is issued.
     *
     * @param servicePrincipal {@code ec2.amazonaws.com}
     * @param roleArn          the role
     * @param sessionName      the instance id or the function name, as on AWS
     * @param context          what the service says of itself: {@code aws:SourceAccount}, {@code aws:SourceArn}…
     * @throws AwsException    {@code AccessDenied} where the trust policy does not let the service in
     */
    SessionCredentials assume(String servicePrincipal, String roleArn, String sessionName, Map<String, List<String>> context);
}
