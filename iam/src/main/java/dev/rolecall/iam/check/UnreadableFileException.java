package dev.rolecall.iam.check;

/** What was given is no JSON, or neither a policy nor anything that has policies; the message says what it is, and where. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
