package dev.rolecall.cloud.network;

import java.net.URI;

/** An endpoint of one instance's, or one task's, own. What arrives there comes from it, whatever its headers say. */
public interface Door extends AutoCloseable {
    URI endpoint();

    @Override
    void close();

    /** An endpoint that others share; closing it closes nothing. */
    static Door shared(URI endpoint) {
        return new Door() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public void close() {}
        };
    }

    /** Opens doors. */
    @FunctionalInterface
    interface Opener {
        Door open(Place place);
    }
}
