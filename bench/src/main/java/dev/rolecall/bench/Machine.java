package dev.rolecall.bench;

/** What the numbers were measured on. */
final class Machine {
    private Machine() {}

    /** {@code Linux, Java 25.0.3, 2 processors}. */
    static String here() {
        return System.getProperty("os.name") + ", Java " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }
}
