package dev.rolecall.lab.target.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.LabException;

/** Refuses the accounts in which a deliberately insecure stack has no business. */
final class GuardRails {
    /** Account ids that need not be typed each time, separated by commas. */
    static final String ALLOWED = "ROLECALL_SANDBOX_ACCOUNTS";

    private final Optional<String> typed;
    private final List<String> allowed;

    GuardRails(Optional<String> typed, Function<String, @Nullable String> environment) {
        this.typed = typed;
        String list = environment.apply(ALLOWED);
        this.allowed = list == null ? List.of() : Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    /** @throws LabException when whoever runs this, or the account, is one that must not */
    void check(Runner runner, Look look) {
        if (runner.isRoot()) {
            throw LabException.wrongInput("These are credentials of the root user of account " + runner.account()
                    + ": nothing runs as root. Use a role, for example a permission set of IAM Identity Center.");
        }
        if (typed.isPresent() && !typed.get().equals(runner.account())) {
            throw LabException.wrongInput("The account typed is " + typed.get() + ", but the credentials belong to account "
                    + runner.account() + ": nothing was created.");
        }
        if (typed.isEmpty() && !allowed.contains(runner.account())) {
            throw LabException.wrongInput("The credentials belong to account " + runner.account()
                    + ", and a working access key would be put into it: type the account too, --account <12 digits>, or list your"
                    + " sandbox accounts in " + ALLOWED + ".");
        }
        if (look.managementAccount().filter(runner.account()::equals).isPresent()) {
            throw LabException.wrongInput("Account " + runner.account()
                    + " is the management account of an organisation, which no policy of the organisation limits: use a member account.");
        }
        look.aliases().stream().filter(alias -> Arrays.asList(alias.toLowerCase(Locale.ROOT).split("[^a-z]+")).stream()
                .anyMatch(word -> word.equals("prod") || word.equals("production"))).findFirst().ifPresent(alias -> {
                    throw LabException.wrongInput("Account " + runner.account() + " calls itself " + alias
                            + ": that is no sandbox. Use another account.");
                });
    }
}
