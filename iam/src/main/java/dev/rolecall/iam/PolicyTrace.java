package dev.rolecall.iam;

import java.util.List;

/**
 * What became of one policy.
 *
 * @param layer  in which capacity it was asked
 * @param policy its name
 */
public record PolicyTrace(Layer layer, String policy, List<StatementTrace> statements) {

    public PolicyTrace {
        statements = List.copyOf(statements);
    }

    boolean denies() {
        return matches(Effect.DENY);
    }

    boolean allows() {
        return matches(Effect.ALLOW);
    }

    private boolean matches(Effect effect) {
        for (StatementTrace statement : statements) {
            if (statement.effect() == effect && statement.matched()) {
                return true;
            }
        }
        return false;
    }
}
