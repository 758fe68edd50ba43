package dev.rolecall.iam;

/**
 * The answer to a request, with what it was asked of: its reasons are worked out when somebody wants them, and are the same each time.
 */
public sealed interface Decision {

    AccessRequest request();

    /** The policies that were asked. */
    PolicySet policies();

    /** What decided. */
    Step step();

    /** What was looked at, what decided, and what would have to change. */
    default Explanation explanation() {
        return Explanation.of(this);
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }

    /** As policy cases write it: {@code Allow}, {@code ImplicitDeny} or {@code ExplicitDeny}. */
    default String word() {
        return switch (this) {
            case Allowed _ -> "Allow";
            case ImplicitDeny _ -> "ImplicitDeny";
            case ExplicitDeny _ -> "ExplicitDeny";
        };
    }

    record Allowed(AccessRequest request, PolicySet policies, Step step) implements Decision {}

    /**
     * Nobody forbade it, and nobody who would have had to allow it did.
     *
     * @param layer the layer that did not allow
     */
    record ImplicitDeny(AccessRequest request, PolicySet policies, Step step, Layer layer) implements Decision {}

    /**
     * A {@code Deny} matched.
     *
     * @param layer  where it stands
     * @param policy the first policy that has one
     */
    record ExplicitDeny(AccessRequest request, PolicySet policies, Layer layer, NamedPolicy policy) implements Decision {
        @Override
        public Step step() {
            return Step.EXPLICIT_DENY;
        }
    }
}
