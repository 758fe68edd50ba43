package dev.rolecall.cloud.iam;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;

/**
 * The account's name for people; it has one at most, and a new one takes the old one's place.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/console_account-alias.html">Your AWS account ID and its alias</a>
 */
final class AccountAliases {
    private static final String NAME = "[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]";

    private final IamAccess access;

    AccountAliases(IamAccess access) {
        this.access = access;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateAccountAlias", this::create), access.operation("DeleteAccountAlias", this::delete),
                access.operation("ListAccountAliases",
                        call -> Listing.ofNames(call, "AccountAliases", access.account(call).alias().stream().toList())));
    }

    private ObjectNode create(Invocation call) {
        String alias = call.parameters().required("AccountAlias");
        if (!alias.matches(NAME) || alias.matches("\\d{12}")) {
            throw AwsException
                    .validation("The specified value for accountAlias is invalid. It must be 3 to 63 lowercase letters, digits and "
                            + "single hyphens, which are neither first nor last, and no account's id.");
        }
        access.account(call).alias(alias);
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        Account account = access.account(call);
        String alias = call.parameters().required("AccountAlias");
        synchronized (account) {
            if (account.alias().filter(alias::equals).isEmpty()) {
                throw new AwsException("NoSuchEntity", 404, "The Account Alias cannot be found.");
            }
            account.alias("");
        }
        return Shapes.empty();
    }
}
