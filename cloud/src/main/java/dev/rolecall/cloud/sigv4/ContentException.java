package dev.rolecall.cloud.sigv4;

import java.io.IOException;

/** A request's content is not what the request says of it; nothing of it may be stored. */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code S3's error code */
    public ContentException(String code, String message) {
        super(message);
        this.code = code;
    }

    static ContentException signature(String message) {
        return new ContentException("SignatureDoesNotMatch", message);
    }

    static ContentException incomplete(String message) {
        return new ContentException("IncompleteBody", message);
    }

    public String code() {
        return code;
    }

    /** The HTTP status that goes with the code. */
    public int status() {
        return code.equals("SignatureDoesNotMatch") ? 403 : 400;
    }
}
