package dev.rolecall.cloud.state;

import org.jspecify.annotations.Nullable;

/** Why a state cannot be used or written, in a sentence for people. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Fault {
        /** The folder is not one of this cloud: of something else, another account, region or format, or damaged. */
        UNSUITABLE,
        /** Another local cloud uses it. */
        IN_USE,
        /** The disk refuses. */
        NOT_WRITABLE
    }

    private final Fault fault;

    StateException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** A state that cannot be used as it is. */
    public static StateException unsuitable(String message) {
        return new StateException(Fault.UNSUITABLE, message, null);
    }

    public Fault fault() {
        return fault;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
