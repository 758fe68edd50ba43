package dev.rolecall.cloud.gateway;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names requests as AWS does. An id is no secret, so it need not be unpredictable: it costs no turn at the source of secure random bits. */
final class RequestIds {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    /** A random UUID. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xf000L) | VERSION_4, (random.nextLong() >>> 2) | VARIANT).toString();
    }
}
