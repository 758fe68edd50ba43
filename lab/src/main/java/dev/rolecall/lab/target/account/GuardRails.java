package dev.rolecall.lab.target.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.rolecall.lab.LabException;

/** Refuses the accounts in which a deliberately insecure stack has no business. */
final class GuardRails {
    /** Account ids that need not be typed each time, separated by commas. */
    static final String ALLOWED = "ROLECALL_SANDBOX_ACCOUNTS";
    private static final Set<String> PRODUCTION = Set.of("prod", "production");

    private final Optional<String> typed;
    private final List<String> allowed;

    GuardRails(Optional<String> typed, Function<String, @Nullable String> environment) {
        this.typed = typed;
        String list = environment.apply(ALLOWED);
        this.allowed = list == null ? List.of() : Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    /**
     * Checks what can be known.
     *
     * @return a sentence for each thing that could not be looked up
     * @throws LabException when whoever runs this, or the account, is one that must not
     */
    List<String> check(Runner runner, Look look) {
        refuseRoot(runner);
        refuseOthers(runner);
        Seen<Optional<String>> management = look.managementAccount();
        if (management.found().filter(runner.account()::equals).isPresent()) {
            throw LabException.wrongInput("Account " + runner.account()
                    + " is the management account of an organisation, which no policy of the organisation limits: use a member account.");
        }
        Seen<List<String>> aliases = look.aliases();
        aliases.found().stream().filter(GuardRails::saysProduction).findFirst().ifPresent(alias -> {
            throw LabException.wrongInput("Account " + runner.account() + " calls itself " + alias
                    + ": that is no sandbox. Use another account.");
        });
        return Stream.of(unseen("Whether the account is the management account of an organisation", management),
                unseen("What the account calls itself", aliases)).flatMap(Optional::stream).toList();
    }

    private static void refuseRoot(Runner runner) {
        if (runner.isRoot()) {
            throw LabException.wrongInput("These are credentials of the root user of account " + runner.account()
                    + ": nothing runs as root. Use a role, for example a permission set of IAM Identity Center.");
        }
    }

    private void refuseOthers(Runner runner) {
        if (typed.isPresent() && !typed.get().equals(runner.account())) {
            throw LabException.wrongInput("The account typed is " + typed.get() + ", but the credentials belong to account "
                    + runner.account() + ": nothing was created.");
        }
        if (typed.isEmpty() && !allowed.contains(runner.account())) {
            throw LabException.wrongInput("The credentials belong to account " + runner.account()
                    + ", and a working access key would be put into it: type the account too, --account <12 digits>, or list your"
                    + " sandbox accounts in " + ALLOWED + ".");
        }
    }

    private static boolean saysProduction(String alias) {
        return Arrays.stream(alias.toLowerCase(Locale.ROOT).split("[^a-z]+")).anyMatch(PRODUCTION::contains);
    }

    private static Optional<String> unseen(String what, Seen<?> seen) {
        return seen.obstacle().map(why -> what + " could not be looked up (" + why + ").");
    }
}
