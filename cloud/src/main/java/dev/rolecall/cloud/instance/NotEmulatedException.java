package dev.rolecall.cloud.instance;

/** Something that user data asks for and that the local cloud does not do; the message is half a sentence for the console. */
final class NotEmulatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotEmulatedException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
