package dev.rolecall.cloud.sigv4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a body in {@code aws-chunked} encoding and checks each chunk's signature, the trailers' and the announced checksum, before its end is
 * reported.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations with trailing headers</a>
 */
public final class ChunkedBody extends BlockInputStream {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_TRAILERS = 16;
    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,12}");

    private final InputStream in;

    private final Optional<ChunkSignatures> signatures;
    private final Optional<TrailingChecksum> checksum;
    private final MessageDigest chunkHash = Sha256.digest();
    private String chunkSignature = "";
    private long left;
    private boolean ended;
    private boolean started;

    /**
     * @param signatures empty for a body whose chunks are not signed ({@code STREAMING-UNSIGNED-PAYLOAD-TRAILER})
     * @param checksum   what the request announces as its trailer
     */
    public ChunkedBody(InputStream in, Optional<ChunkSignatures> signatures, Optional<TrailingChecksum> checksum) {
        this.in = in;
        this.signatures = signatures;
        this.checksum = checksum;
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
            throw ContentException.incomplete("The body ends in the middle of a chunk.");
        }
        chunkHash.update(buffer, offset, count);
        if (checksum.isPresent()) {
            checksum.get().update(buffer, offset, count);
        }
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
        left = size(semicolon < 0 ? header : header.substring(0, semicolon));
        int at = header.indexOf("chunk-signature=");
        chunkSignature = at < 0 ? "" : header.substring(at + "chunk-signature=".length()).strip();
        if (left == 0) {
            checkChunk();
            trailers();
            ended = true;
        }
    }

    private static long size(String hexadecimal) throws ContentException {
        if (!SIZE.matcher(hexadecimal).matches()) {
            throw ContentException.incomplete("A chunk must begin with its size in hexadecimal.");
        }
        return Long.parseLong(hexadecimal, 16);
    }

    private void checkChunk() throws ContentException {
        String hash = HexFormat.of().formatHex(chunkHash.digest());
        if (signatures.isPresent() && !signatures.get().accept(chunkSignature, hash)) {
            throw ContentException.signature("The signature of a chunk does not match its contents.");
        }
    }

    private void trailers() throws IOException {
        Map<String, String> trailers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || trailers.size() == MOST_TRAILERS) {
                throw new ContentException("MalformedTrailerError", "The request contained trailing data that was not well-formed.");
            }
            trailers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Optional<String> signature = Optional.ofNullable(trailers.remove("x-amz-trailer-signature"));
        StringBuilder signed = new StringBuilder();
        trailers.forEach((name, value) -> signed.append(name).append(':').append(value).append('\n'));
        boolean mustBeSigned = signatures.isPresent() && !signed.isEmpty();
        if (mustBeSigned && !signatures.get().acceptTrailer(signature.orElse(""), signed.toString())) {
            throw ContentException.signature("The signature of the trailing headers does not match.");
        }
        if (checksum.isPresent()) {
            compare(checksum.get(), trailers.get(checksum.get().trailer()));
        }
    }

    private static void compare(TrailingChecksum computed, @Nullable String sent) throws ContentException {
        if (sent == null) {
            throw new ContentException("MalformedTrailerError", "The trailer " + computed.trailer() + " was announced and did not come.");
        }
        if (!computed.base64().equals(sent)) {
            throw new ContentException("BadDigest",
                    "The " + computed.trailer().substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT)
                            + " you specified did not match the calculated checksum.");
        }
    }

    private void expect(String line) throws IOException {
        if (!line().equals(line)) {
            throw ContentException.incomplete("A chunk is longer than it says.");
        }
    }

    /** A line up to CRLF; the end of the stream counts as an empty one, as some clients leave out the last. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
            if (line.size() > LONGEST_LINE) {
                throw ContentException.incomplete("A chunk header is too long.");
            }
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
