package dev.rolecall.bench;

/**
 * Something that decides over requests and is changed under way. It holds from the answer to the change on; while the change is under
 * way nobody can say.
 */
final class Fact {
    /** Odd while a change is under way. */
    private volatile long version;
    private volatile boolean holds;

    Fact(boolean holds) {
        this.holds = holds;
    }

    /** Makes a change through the cloud, and knows it once it is answered. */
    synchronized void change(boolean to, Runnable call) {
        long before = version;
        version = before + 1;
        call.run();
        holds = to;
        version = before + 2;
    }

    boolean holds() {
        return holds;
    }

    long version() {
        return version;
    }

    /** Whether nothing changed since {@code seen}, and nothing was changing then. */
    boolean isStill(long seen) {
        return seen % 2 == 0 && version == seen;
    }
}
