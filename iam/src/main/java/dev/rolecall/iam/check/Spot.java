package dev.rolecall.iam.check;

/**
 * A place in the file that a finding is about.
 *
 * @param path  JSON Pointer into the file
 * @param inner JSON Pointer into the document that stands there as a string; empty where it is no string
 */
record Spot(String path, String inner) {

    static Spot of(String path) {
        return new Spot(path, "");
    }

    /** A pointer cannot go into a string: the rest of the way is said in the message. */
    String complete(String message) {
        return inner.isEmpty() ? message : message + " (In the document that is written here as a string: " + inner + ")";
    }
}
