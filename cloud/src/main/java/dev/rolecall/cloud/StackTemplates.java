package dev.rolecall.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.gateway.ObjectReader;
import dev.rolecall.cloud.s3.ObjectAddress;

/** The templates that CloudFormation reads from S3, as the caller. */
record StackTemplates(ObjectReader objects) {
    private static final int LARGEST_TEMPLATE = 1_048_576;
    private static final Pattern VIRTUAL_HOST = Pattern.compile("([a-z0-9.-]+)\\.s3[.-].*");

    /** Reads the object of an S3 URL, in path style or with the bucket in the host name. */
    String read(Caller caller, String url) {
        ObjectAddress address = address(url);
        if (address.bucket().isEmpty() || address.key().isEmpty()) {
            throw AwsException.validation("TemplateURL must be a supported URL.");
        }
        try (InputStream object = objects.open(caller, address.bucket().get(), address.key().get())) {
            byte[] bytes = object.readNBytes(LARGEST_TEMPLATE + 1);
            if (bytes.length > LARGEST_TEMPLATE) {
                throw AwsException.validation("Template may not exceed 1 MB in size.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectAddress address(String url) {
        try {
            URI uri = URI.create(url);
            Matcher host = VIRTUAL_HOST.matcher(String.valueOf(uri.getHost()));
            return ObjectAddress.of(host.matches() ? "/" + host.group(1) + uri.getRawPath() : String.valueOf(uri.getRawPath()));
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("TemplateURL must be a supported URL.");
        }
    }
}
