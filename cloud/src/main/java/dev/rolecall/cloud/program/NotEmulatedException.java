package dev.rolecall.cloud.program;

/** Something that a workload asks for and that the local cloud does not do; the message is half a sentence for its log. */
public final class NotEmulatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotEmulatedException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
