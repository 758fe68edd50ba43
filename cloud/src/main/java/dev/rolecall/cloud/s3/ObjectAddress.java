package dev.rolecall.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.sigv4.UriEncoding;

/**
 * What a path-style request addresses.
 *
 * @param bucket empty for the service itself
 * @param key    empty for a bucket
 */
public record ObjectAddress(Optional<String> bucket, Optional<String> key) {

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming objects: 1,024 bytes of UTF-8</a> */
    private static final int LONGEST_KEY = 1_024;

    /**
     * An address.
     *
     * @throws AwsException for a key that is too long, or that the store could take for another one
     */
    public ObjectAddress {
        key.ifPresent(ObjectAddress::check);
    }

    /** The store resolves dots and empty segments: two keys would become one, and the policies would have been asked about the other. */
    private static void check(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new AwsException("KeyTooLongError", 400, "Your key is too long");
        }
        if (key.startsWith("/") || key.contains("//")
                || Arrays.stream(key.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw new AwsException("NotImplemented", 501,
                    "This local cloud does not implement keys with empty segments, or the segments . and ..");
        }
    }

    public static ObjectAddress of(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        int slash = path.indexOf('/');
        String bucket = decode(slash < 0 ? path : path.substring(0, slash));
        String key = slash < 0 ? "" : decode(path.substring(slash + 1));
        return new ObjectAddress(Optional.of(bucket).filter(text -> !text.isEmpty()), Optional.of(key).filter(text -> !text.isEmpty()));
    }

    public String bucketArn() {
        return "arn:aws:s3:::" + bucket.orElse("*");
    }

    public String arn() {
        return key.map(name -> bucketArn() + "/" + name).orElse(bucketArn());
    }

    /** {@code bucket/key}, as condition keys name it. */
    String plain() {
        return bucket.orElse("") + key.map(name -> "/" + name).orElse("");
    }

    /** The address as a path of which every reader makes the same address. */
    public String path() {
        return bucket.map(name -> "/" + UriEncoding.component(name)).orElse("/") + key.map(name -> "/" + UriEncoding.path(name)).orElse("");
    }

    private static String decode(String text) {
        try {
            return UriEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidURI", 400, "Couldn't parse the specified URI.");
        }
    }
}
