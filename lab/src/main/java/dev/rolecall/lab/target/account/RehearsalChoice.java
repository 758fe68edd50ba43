package dev.rolecall.lab.target.account;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import dev.rolecall.lab.target.Choice;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.Target;

/**
 * An account on AWS that is only played: a fresh emulator is taken for it by the same code, guard rails included, so that what is asked of
 * it is what would be asked of AWS.
 *
 * @param stage     the emulator
 * @param listeners hear of every call
 */
public record RehearsalChoice(Choice stage, List<ExecutionInterceptor> listeners, InstantSource clock) implements Choice {

    @Override
    public String name() {
        return AccountChoice.NAME;
    }

    @Override
    public String account() {
        return stage.account();
    }

    @Override
    public boolean outlivesTheCommand() {
        return false;
    }

    @Override
    public List<String> costs(Duration insecureLife, boolean task) {
        return Prices.table().sentences(insecureLife, task);
    }

    @Override
    public Target start(Path directory) {
        Target emulator = stage.start(directory);
        Connection connection = new Connection(emulator.endpoint(), emulator.region(), emulator.credentials(), Reach.ISOLATED, listeners);
        GuardRails typed = new GuardRails(Optional.of(account()), Map.<String, String>of()::get);
        AccountChoice choice = AccountChoice.look(AccountChoice.NAME, connection, Optional.of(typed), Manner.REHEARSAL, clock);
        return new AccountTarget(choice.name(), account(), connection, Manner.REHEARSAL, clock, Optional.of(emulator));
    }
}
