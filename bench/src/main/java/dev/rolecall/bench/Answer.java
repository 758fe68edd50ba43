package dev.rolecall.bench;

/** What the cloud said to a request. */
enum Answer {
    ALLOWED,
    /** By the policies. */
    DENIED,
    /** The key is not one, or no longer. */
    UNKNOWN_KEY,
    /** An error page that no decision explains, or none of AWS's. */
    OTHER;

    /** @param text the body, and the header in which Lambda names its errors */
    static Answer of(int status, String text) {
        if (status == 200) {
            return ALLOWED;
        }
        if (status == 403 && (text.contains("<Code>AccessDenied</Code>") || text.contains("AccessDeniedException"))) {
            return DENIED;
        }
        return status == 403 && (text.contains("<Code>InvalidAccessKeyId</Code>") || text.contains("<Code>InvalidClientTokenId</Code>")
                || text.contains("UnrecognizedClientException")) ? UNKNOWN_KEY : OTHER;
    }
}
