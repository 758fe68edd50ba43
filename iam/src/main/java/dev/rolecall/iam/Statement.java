package dev.rolecall.iam;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a document.
 *
 * @param index      its place in the document, from 0
 * @param sid        its {@code Sid}, unless empty
 * @param principal  {@code Principal} or {@code NotPrincipal}: always there in resource and trust policies, never elsewhere
 * @param resources  {@code Resource} or {@code NotResource}: always there in policies of identities, never in trust policies
 * @param conditions all of them have to hold
 */
public record Statement(int index, Optional<String> sid, Effect effect, Optional<PrincipalElement> principal, ActionElement actions,
        Optional<ResourceElement> resources, List<Condition> conditions) {

    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** Compares element by element and stops at the first that differs: principal, action, resource, conditions. */
    StatementTrace trace(Question question) {
        return new StatementTrace(index, sid, effect, outcome(question));
    }

    private StatementOutcome outcome(Question question) {
        AccessRequest request = question.request();
        PrincipalMatch match = PrincipalMatch.NOT_ASKED;
        if (principal.isPresent()) {
            Optional<PrincipalMatch> found = principal.get().match(request.principal(), question.bounded());
            if (found.isEmpty()) {
                return new StatementOutcome.ElementDiffers(principal.get().name(), principal.get().values(),
                        request.principal().displayName());
            }
            match = found.get();
        }
        if (!actions.covers(question.action())) {
            return new StatementOutcome.ElementDiffers(actions.name(), actions.values(), request.action());
        }
        if (resources.isPresent() && !resources.get().covers(question)) {
            return new StatementOutcome.ElementDiffers(resources.get().name(), resources.get().values(), request.resource());
        }
        for (Condition condition : conditions) {
            if (!condition.holds(request.context())) {
                return new StatementOutcome.ConditionFails(condition.operator(), condition.key(), condition.values(),
                        request.context().find(condition.lowerCaseKey()));
            }
        }
        return StatementOutcome.Matched.by(match);
    }
}
