package dev.rolecall.cloud.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.network.VpcPath;
import dev.rolecall.cloud.sigv4.SignedRequest;

/**
 * An HTTP request as it arrived.
 *
 * @param http            what a signature covers
 * @param body            unread
 * @param sourceAddress   the client's IP address
 * @param secureTransport what {@code aws:SecureTransport} says of the port: true on the main port, which stands for AWS's HTTPS endpoint
 * @param path            how it left a VPC, where it came through one's endpoint
 * @param id              the request id that the answer carries
 */
public record WireRequest(SignedRequest http, InputStream body, String sourceAddress, boolean secureTransport,
        Optional<VpcPath> path, String id) {

    WireRequest through(Optional<VpcPath> taken) {
        return new WireRequest(http, body, sourceAddress, secureTransport, taken, id);
    }

    public Optional<String> header(String name) {
        return http.header(name);
    }

    /** Reads the whole body, refusing more than {@code limit} bytes. */
    public byte[] readBody(int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            // Closing with bytes unread resets the connection, and the answer may be lost with it; so as much again is read, and no more.
            for (long left = limit, read = 1; left > 0 && read > 0; left -= read) {
                read = body.read(bytes, 0, (int) Math.min(left, bytes.length));
            }
            throw new AwsException("RequestEntityTooLarge", 413, "The request is larger than " + limit + " bytes.");
        }
        return bytes;
    }
}
