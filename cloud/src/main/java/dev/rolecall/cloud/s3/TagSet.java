package dev.rolecall.cloud.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * The tags that a request gives to an object, checked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing your objects using tags</a>: at most
 *      10, keys up to 128 characters, values up to 256
 */
public final class TagSet {
    private static final int MOST = 10;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagSet() {}

    /** @throws AwsException where the header is not a URL-encoded query of tags that S3 takes */
    static Map<String, String> ofHeader(String header) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String pair : header.isEmpty() ? new String[0] : header.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (tags.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw malformedHeader();
            }
        }
        return checked(tags);
    }

    /**
     * The tags of a body.
     *
     * @throws AwsException where S3 does not take them
     */
    public static Map<String, String> ofDocument(Parameters tagging) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Parameters tag : tagging.structures("TagSet")) {
            if (tags.put(tag.optional("Key").orElse(""), tag.optional("Value").orElse("")) != null) {
                throw invalid("Cannot provide multiple Tags with the same key");
            }
        }
        return checked(tags);
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new AwsException("BadRequest", 400, "Object tags cannot be greater than " + MOST);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                throw invalid("The TagKey you have provided is invalid");
            }
            if (value.length() > LONGEST_VALUE) {
                throw invalid("The TagValue you have provided is invalid");
            }
            if (key.startsWith("aws:")) {
                throw invalid("System tags cannot be added/updated by requester");
            }
        });
        return Map.copyOf(tags);
    }

    private static AwsException invalid(String message) {
        return new AwsException("InvalidTag", 400, message);
    }

    private static AwsException malformedHeader() {
        return new AwsException("InvalidArgument", 400, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query "
                + "parameters without tag name duplicates.");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformedHeader();
        }
    }
}
