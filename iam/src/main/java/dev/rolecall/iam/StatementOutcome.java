package dev.rolecall.iam;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a statement matched a request, and if not, the first thing that kept it from matching. */
public sealed interface StatementOutcome {

    /** Every element of the statement fits. */
    record Matched(PrincipalMatch principal) implements StatementOutcome {
        private static final Map<PrincipalMatch, Matched> ALL = new EnumMap<>(PrincipalMatch.class);
        static {
            for (PrincipalMatch match : PrincipalMatch.values()) {
                ALL.put(match, new Matched(match));
            }
        }

        static Matched by(PrincipalMatch match) {
            Matched shared = ALL.get(match);
            return shared == null ? new Matched(match) : shared;
        }
    }

    /**
     * An element that does not fit.
     *
     * @param element as it stands in the document: {@code Action}, {@code NotResource}…
     * @param wanted  its values as written
     * @param found   what the request has
     */
    record ElementDiffers(String element, List<String> wanted, String found) implements StatementOutcome {}

    /**
     * A condition that does not hold.
     *
     * @param operator as written: {@code ForAnyValue:StringLikeIfExists}
     * @param wanted   its values as written, variables and all
     * @param found    the key's values in the request; empty when the key is absent
     */
    record ConditionFails(String operator, String key, List<String> wanted,
            Optional<List<String>> found) implements StatementOutcome {}
}
