package dev.rolecall.lab;

/** A key id as it may be shown: its first four and last four characters; the ellipsis alone for a text too short to be shortened. */
public final class Masked {
    private static final int SHOWN = 4;

    private Masked() {}

    public static String of(String accessKeyId) {
        return accessKeyId.length() <= 2 * SHOWN
                ? "…"
                : accessKeyId.substring(0, SHOWN) + "…" + accessKeyId.substring(accessKeyId.length() - SHOWN);
    }
}
