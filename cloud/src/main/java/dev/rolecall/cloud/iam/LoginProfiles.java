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
    private static final int LONGEST_PASSWORD = 128;

    private final IamAccess access;

    LoginProfiles(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateLoginProfile", this::create),
                access.operation("GetLoginProfile", call -> answer(find(call, access.user(call)))),
                access.operation("UpdateLoginProfile", this::update), access.operation("DeleteLoginProfile", this::delete));
    }

    /** The length is the only part of the default password policy that is looked at. */
    private static void judge(String password) {
        if (password.length() > LONGEST_PASSWORD) {
            throw AwsException.validation("1 validation error detected: Value at 'password' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + LONGEST_PASSWORD);
        }
        if (password.length() < SHORTEST_PASSWORD) {
            throw new AwsException("PasswordPolicyViolation", 400,
                    "Password does not conform to the account password policy: it should have a minimum length of " + SHORTEST_PASSWORD
                            + ".");
        }
    }

    private ObjectNode create(Invocation call) {
        Account account = access.account(call);
        judge(call.parameters().required("Password"));
        synchronized (account) {
            Identity.User user = access.user(call);
            LoginProfile profile = new LoginProfile(user.name(), call.now(), call.now(), call.parameters().flag("PasswordResetRequired"));
            if (account.loginProfiles().putIfAbsent(user.name(), profile) != null) {
                throw new AwsException("EntityAlreadyExists", 409, "Login Profile for user " + user.name() + " already exists.");
            }
            return answer(profile);
        }
    }

    private ObjectNode update(Invocation call) {
        Account account = access.account(call);
        Optional<String> password = call.parameters().optional("Password");
        password.ifPresent(LoginProfiles::judge);
        synchronized (account) {
            LoginProfile profile = find(call, access.user(call));
            boolean reset = call.parameters().optional("PasswordResetRequired").map(Boolean::parseBoolean).orElse(profile.resetRequired());
            account.loginProfiles().put(profile.userName(), new LoginProfile(profile.userName(), profile.created(),
                    password.isPresent() ? call.now() : profile.changed(), reset));
        }
        return Shapes.empty();
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
