package dev.rolecall.cloud.api;

import java.util.Optional;

import dev.rolecall.iam.Decision;

/** An error as AWS answers it: code, HTTP status and message. A handler throws it; only the wire protocols format it. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient Optional<Decision> decision;

    public AwsException(String code, int status, String message) {
        this(code, status, message, Optional.empty());
    }

    private AwsException(String code, int status, String message, Optional<Decision> decision) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.decision = decision;
    }

    /** A request that the policies do not allow; {@code decision} tells why. */
    public static AwsException denied(String code, int status, String message, Decision decision) {
        return new AwsException(code, status, message, Optional.of(decision));
    }

    /** A parameter that is missing, malformed or out of range: HTTP 400. */
    public static AwsException validation(String message) {
        return new AwsException("ValidationError", 400, message);
    }

    /** An operation that AWS has and this local cloud does not. It is refused, never answered with success. */
    public static AwsException notImplemented(String service, String operation) {
        return new AwsException("InvalidAction", 400,
                "This local cloud does not implement " + service + ":" + operation + ".");
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** The evaluation behind a denial. */
    public Optional<Decision> decision() {
        return decision;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
