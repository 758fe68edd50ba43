package dev.rolecall.cloud.sigv4;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body of exactly the length that was declared. It looks beyond its last byte before it hands that out, so that a reader who stops
 * at the declared length has passed every check that comes with the end of the body.
 */
public final class ExactLength extends BlockInputStream {
    private final InputStream in;
    private long left;

    /**
     * Checks an empty body at once, as nobody may ever read from it.
     *
     * @param length in bytes
     */
    public ExactLength(InputStream in, long length) throws IOException {
        this.in = in;
        this.left = length;
        if (length == 0) {
            mustEnd();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw ContentException.incomplete("The body is shorter than the length declared for it.");
        }
        left -= count;
        if (left == 0) {
            mustEnd();
        }
        return count;
    }

    private void mustEnd() throws IOException {
        if (in.read() >= 0) {
            throw ContentException.incomplete("The body is longer than the length declared for it.");
        }
    }
}
