package dev.rolecall.reader;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Hands on what another provider resolves, and remembers the last: those are the credentials that the request was signed with. */
final class Worn implements AwsCredentialsProvider {
    private final AwsCredentialsProvider source;
    private @Nullable AwsCredentials last;
    private Duration took = Duration.ZERO;

    Worn(AwsCredentialsProvider source) {
        this.source = source;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        long start = System.nanoTime();
        try {
            AwsCredentials resolved = source.resolveCredentials();
            last = resolved;
            return resolved;
        } finally {
            took = Duration.ofNanos(System.nanoTime() - start);
        }
    }

    void forget() {
        last = null;
        took = Duration.ZERO;
    }

    @Nullable
    AwsCredentials last() {
        return last;
    }

    Duration took() {
        return took;
    }

    @Override
    public String toString() {
        return "Worn";
    }
}
