package dev.rolecall.cloud.cloudformation;

import dev.rolecall.cloud.api.Caller;

/** Reads a template that was uploaded to S3. */
@FunctionalInterface
public interface TemplateSource {
    /**
     * The object's text, read as the caller.
     *
     * @throws dev.rolecall.cloud.api.AwsException where the caller may not read it, or nothing is there
     */
    String read(Caller caller, String url);
}
