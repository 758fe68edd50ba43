package dev.rolecall.lab.target;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client that is built when it is first asked for: building one takes longer than a request. */
final class Lazy<T extends SdkAutoCloseable> implements Supplier<T>, SdkAutoCloseable {
    private final Supplier<T> build;
    private @Nullable T value;

    Lazy(Supplier<T> build) {
        this.build = build;
    }

    @Override
    public synchronized T get() {
        T current = value;
        if (current == null) {
            current = build.get();
            value = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        if (value != null) {
            value.close();
        }
    }
}
