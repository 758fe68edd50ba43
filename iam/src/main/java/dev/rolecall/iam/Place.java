package dev.rolecall.iam;

/**
 * A statement and the policy it stands in.
 *
 * @param policy the policy's name, with the group that the principal has it from
 */
public record Place(Layer layer, String policy, StatementTrace statement) {

    /** {@code statement 0 (ReadLesson) of identity-based policy Lesson}. */
    public String label() {
        return statement.label() + " of " + layer.text() + " " + policy;
    }
}
