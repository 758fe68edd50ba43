package dev.rolecall.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one policy.
 *
 * @param layer  in which capacity it was asked
 * @param policy its name, with the group that the principal has it from
 */
public record PolicyTrace(Layer layer, String policy, List<StatementTrace> statements) {

    public PolicyTrace {
        statements = List.copyOf(statements);
    }

    static PolicyTrace of(Layer layer, NamedPolicy policy, Question question) {
        return new PolicyTrace(layer, policy.label(),
                policy.document().statements().stream().map(statement -> statement.trace(question)).toList());
    }

    Stream<Place> places(Effect effect) {
        return statements.stream().filter(statement -> statement.effect() == effect)
                .map(statement -> new Place(layer, policy, statement));
    }
}
