package dev.rolecall.iam;

/** The answer to a request, with its reasons. */
public sealed interface Decision {

    /** What was looked at, and what decided. */
    Explanation explanation();

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

    record Allowed(Explanation explanation) implements Decision {}

    /**
     * Nobody forbade it, and nobody who would have had to allow it did.
     *
     * @param layer the layer that did not allow
     */
    record ImplicitDeny(Layer layer, Explanation explanation) implements Decision {}

    /**
     * A {@code Deny} matched.
     *
     * @param layer where it stands
     */
    record ExplicitDeny(Layer layer, Explanation explanation) implements Decision {}
}
