package dev.rolecall.cloud.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;

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

    /**
     * What an operating system refuses.
     *
     * @param what cannot be done, as the beginning of a sentence
     */
    static StateException refused(String what, IOException e) {
        String reason = switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case FileAlreadyExistsException _ -> "Something that is no folder is there";
            case FileSystemException refused when refused.getReason() != null -> String.valueOf(refused.getReason());
            default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        };
        return new StateException(Fault.NOT_WRITABLE, what + ": " + reason + ". Use a folder that you may write to, on a disk with space.",
                e);
    }

    public Fault fault() {
        return fault;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
