package dev.rolecall.cloud.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.rolecall.cloud.api.AwsException;

/**
 * What a path-style request addresses.
 *
 * @param bucket empty for the service itself
 * @param key    empty for a bucket
 */
public record ObjectAddress(Optional<String> bucket, Optional<String> key) {

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

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidURI", 400, "Couldn't parse the specified URI.");
        }
    }
}
