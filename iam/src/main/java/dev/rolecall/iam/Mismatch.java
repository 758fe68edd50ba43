package dev.rolecall.iam;

import java.util.List;

/** One thing that keeps a statement from matching. */
public sealed interface Mismatch {

    /**
     * An element that does not fit.
     *
     * @param element as it stands in the document: {@code Action}, {@code NotResource}…
     * @param wanted  its values as written
     * @param found   what the request has
     */
    record ElementDiffers(String element, List<String> wanted, String found) implements Mismatch {}

    /** A condition that does not hold. */
    record ConditionFails(ConditionTrace condition) implements Mismatch {}
}
