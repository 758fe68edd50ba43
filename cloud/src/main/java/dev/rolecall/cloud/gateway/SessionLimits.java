package dev.rolecall.cloud.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.iam.Principal;

/**
 * What temporary credentials cannot call whatever the policies say: no session of a user asks IAM unless a code was shown for it, and none
 * makes further sessions of the user.
 *
 * <p>IAM answers such a call as if the session were unknown, which AWS does but does not document.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html">Compare AWS STS credentials</a>
 */
final class SessionLimits {
    private static final Set<String> OF_LONG_TERM_KEYS = Set.of("GetSessionToken", "GetFederationToken");
    private static final Set<String> OF_USER_SESSIONS = Set.of("AssumeRole", "GetCallerIdentity");
    private static final Set<String> OF_FEDERATED_USERS = Set.of("GetCallerIdentity");

    private SessionLimits() {}

    /** @throws AwsException where the caller's kind of credentials cannot make the call */
    static void check(Caller caller, ApiCall call) {
        boolean temporary = caller.context().get("aws:TokenIssueTime").isPresent();
        switch (caller.principal()) {
            case Principal.FederatedUser federated -> check(call, false, OF_FEDERATED_USERS);
            case Principal.User user when temporary -> check(call, shownMfa(caller), OF_USER_SESSIONS);
            case Principal.RoleSession session when OF_LONG_TERM_KEYS.contains(call.operation()) -> check(call, true, Set.of());
            case Principal other -> {
            }
        }
    }

    private static void check(ApiCall call, boolean iam, Set<String> sts) {
        if (call.service().equals("iam") && !iam) {
            throw new AwsException("InvalidClientTokenId", 403, "The security token included in the request is invalid");
        }
        if (call.service().equals("sts") && !sts.contains(call.operation())) {
            throw new AwsException("AccessDenied", 403, "Cannot call " + call.operation() + " with session credentials");
        }
    }

    private static boolean shownMfa(Caller caller) {
        return caller.context().get("aws:MultiFactorAuthPresent").equals(Optional.of(List.of("true")));
    }
}
