package dev.rolecall.iam;

/** A document that IAM would refuse as {@code MalformedPolicyDocument}; the message is worded as IAM words it. */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    MalformedPolicyException(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    /** JSON Pointer (RFC 6901) to the place in the document; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
