package dev.rolecall.iam.cases;

import java.util.Optional;

/** A text that is no array of policy cases; the message is a clause that can stand after the place. */
public final class MalformedCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String caseId;

    MalformedCaseException(String pointer, Optional<String> caseId, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
        this.caseId = caseId.orElse("");
    }

    /** JSON Pointer (RFC 6901) to the place in the text; empty for the text as a whole. */
    public String pointer() {
        return pointer;
    }

    /** The id of the case, where it is one that has an id. */
    public Optional<String> caseId() {
        return Optional.of(caseId).filter(id -> !id.isEmpty());
    }

    /** What is wrong there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
