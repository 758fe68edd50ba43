package dev.rolecall.cloud.lambda;

import java.io.InputStream;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;

/** Reads an object for somebody, as S3 would: authorised as that caller. */
@FunctionalInterface
public interface ObjectSource {
    /**
     * Opens the object.
     *
     * @throws AwsException S3's own error, where the caller may not read it or it does not exist
     */
    InputStream open(Caller caller, String bucket, String key);
}
