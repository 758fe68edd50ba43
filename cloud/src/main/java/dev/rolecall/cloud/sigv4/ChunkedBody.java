package dev.rolecall.cloud.sigv4;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads a body in {@code aws-chunked} encoding and checks each chunk's signature before its end is reported.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations with trailing headers</a>
 */
public final class ChunkedBody extends FilterInputStream {
    private static final int LONGEST_LINE = 8 * 1024;

    private final Optional<ChunkSignatures> signatures;
    private final MessageDigest chunkHash = SigningKey.sha256();
    private String chunkSignature = "";
    private long left;
    private boolean ended;
    private boolean started;

    /** @param signatures empty for a body whose chunks are not signed ({@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}) */
    public ChunkedBody(InputStream in, Optional<ChunkSignatures> signatures) {
        super(in);
        this.signatures = signatures;
    }

    /** A chunk whose signature or framing is wrong; the object must not be stored. */
    public static final class ChunkException extends IOException {
        private static final long serialVersionUID = 1L;

        ChunkException(String message) {
            super(message);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The body ends in the middle of a chunk.");
        }
        chunkHash.update(buffer, offset, count);
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (started) {
            expect("");
            checkChunk();
        }
        started = true;
        String header = line();
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        try {
            left = Long.parseLong(size.strip(), 16);
        } catch (NumberFormatException e) {
            throw new ChunkException("A chunk must begin with its size in hexadecimal.");
        }
        int at = header.indexOf("chunk-signature=");
        chunkSignature = at < 0 ? "" : header.substring(at + "chunk-signature=".length()).strip();
        if (left == 0) {
            checkChunk();
            trailers();
            ended = true;
        }
    }

    private void checkChunk() throws ChunkException {
        String hash = HexFormat.of().formatHex(chunkHash.digest());
        if (signatures.isPresent() && !signatures.get().accept(chunkSignature, hash)) {
            throw new ChunkException("The signature of a chunk does not match its contents.");
        }
    }

    private void trailers() throws IOException {
        StringBuilder signed = new StringBuilder();
        Optional<String> signature = Optional.empty();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith("x-amz-trailer-signature:")) {
                signature = Optional.of(line.substring("x-amz-trailer-signature:".length()).strip());
            } else {
                signed.append(line.strip()).append('\n');
            }
        }
        boolean mustBeSigned = signatures.isPresent() && !signed.isEmpty();
        if (mustBeSigned && !signatures.get().acceptTrailer(signature.orElse(""), signed.toString())) {
            throw new ChunkException("The signature of the trailing headers does not match.");
        }
    }

    private void expect(String line) throws IOException {
        if (!line().equals(line)) {
            throw new ChunkException("A chunk is longer than it says.");
        }
    }

    /** A line up to CRLF; the end of the stream counts as an empty one, as some clients leave out the last. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
            if (line.size() > LONGEST_LINE) {
                throw new ChunkException("A chunk header is too long.");
            }
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
