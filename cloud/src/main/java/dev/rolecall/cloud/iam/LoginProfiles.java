package dev.rolecall.cloud.iam;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.LoginProfile;

/**
 * Users' passwords for the console. There is no console here: a password is judged and not kept.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html">CreateLoginProfile</a>
 */
final class LoginProfiles {
    private static final int SHORTEST_PASSWORD = 8;

    private final IamAccess access;

    LoginProfiles(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(new Operation("CreateLoginProfile", access.on("user", "UserName", "iam:CreateLoginProfile"), this::create),
                new Operation("GetLoginProfile", access.on("user", "UserName", "iam:GetLoginProfile"),
                        call -> answer(find(call, access.user(call)))),
                new Operation("DeleteLoginProfile", access.on("user", "UserName", "iam:DeleteLoginProfile"), this::delete));
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        // The length is the only part of the default password policy that is looked at.
        if (call.parameters().required("Password").length() < SHORTEST_PASSWORD) {
            throw new AwsException("PasswordPolicyViolation", 400,
                    "Password does not conform to the account password policy: it should have a minimum length of " + SHORTEST_PASSWORD
                            + ".");
        }
        synchronized (account) {
            Identity.User user = access.user(call);
            LoginProfile profile = new LoginProfile(user.name(), call.now(), call.parameters().flag("PasswordResetRequired"));
            if (account.loginProfiles().putIfAbsent(user.name(), profile) != null) {
                throw new AwsException("EntityAlreadyExists", 409, "Login Profile for user " + user.name() + " already exists.");
            }
            return answer(profile);
        }
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        synchronized (account) {
            account.loginProfiles().remove(find(call, access.user(call)).userName());
        }
        return Shapes.empty();
    }

    private LoginProfile find(Invocation call, Identity.User user) {
        return Optional.ofNullable(access.account(call).loginProfiles().get(user.name())).orElseThrow(
                () -> new AwsException("NoSuchEntity", 404, "Login Profile for User " + user.name() + " cannot be found."));
    }

    private static ObjectNode answer(LoginProfile profile) {
        ObjectNode answer = Shapes.empty();
        answer.putObject("LoginProfile").put("UserName", profile.userName()).put("CreateDate", Shapes.time(profile.created()))
                .put("PasswordResetRequired", profile.resetRequired());
        return answer;
    }
}
