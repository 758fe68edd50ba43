package dev.rolecall.iam;

import java.util.List;

/** Whether a statement matched a request, and if not, everything that kept it from matching. */
public sealed interface StatementOutcome {

    /**
     * Every element of the statement fits.
     *
     * @param conditions those that it hangs on: with another value the statement may not match
     */
    record Matched(PrincipalMatch principal, List<ConditionTrace> conditions) implements StatementOutcome {
        public Matched {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Something of the statement does not fit.
     *
     * @param mismatches at least one, in the order principal, action, resource, conditions
     */
    record Differs(List<Mismatch> mismatches) implements StatementOutcome {
        public Differs {
            mismatches = List.copyOf(mismatches);
        }
    }
}
