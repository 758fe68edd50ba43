package dev.rolecall.iam;

import java.util.ArrayList;
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

    /** Whether every element fits: the question that decides, asked so that most statements are done with after the action. */
    boolean matches(Question question) {
        return actions.covers(question.action()) && (resources.isEmpty() || resources.get().covers(question))
                && (principal.isEmpty() || named(question).isPresent()) && conditionsHold(question);
    }

    /** How the statement names the principal; empty when it does not, or has no principal. */
    Optional<PrincipalMatch> named(Question question) {
        return principal.isEmpty() ? Optional.empty() : principal.get().match(question.request().principal(), question.bounded());
    }

    private boolean conditionsHold(Question question) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(question.request().context())) {
                return false;
            }
        }
        return true;
    }

    /** Compares every element and every condition, and keeps each that differs. */
    StatementTrace trace(Question question) {
        List<Mismatch> mismatches = new ArrayList<>();
        AccessRequest request = question.request();
        Optional<PrincipalMatch> match = named(question);
        if (principal.isPresent() && match.isEmpty()) {
            PrincipalElement element = principal.get();
            mismatches.add(new Mismatch.ElementDiffers(element.name(), element.values(), request.principal().displayName()));
        }
        if (!actions.covers(question.action())) {
            mismatches.add(new Mismatch.ElementDiffers(actions.name(), actions.values(), request.action()));
        }
        resources.filter(element -> !element.covers(question)).ifPresent(
                element -> mismatches.add(new Mismatch.ElementDiffers(element.name(), element.values(), request.resource())));
        conditions.stream().filter(condition -> !condition.holds(request.context())).forEach(
                condition -> mismatches.add(new Mismatch.ConditionFails(ConditionTrace.of(condition, request.context()))));
        return new StatementTrace(index, sid, effect, mismatches.isEmpty()
                ? new StatementOutcome.Matched(match.orElse(PrincipalMatch.NOT_ASKED), conditionTraces(request.context()))
                : new StatementOutcome.Differs(mismatches));
    }

    private List<ConditionTrace> conditionTraces(RequestContext context) {
        return conditions.stream().map(condition -> ConditionTrace.of(condition, context)).toList();
    }
}
