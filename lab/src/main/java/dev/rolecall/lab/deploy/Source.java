package dev.rolecall.lab.deploy;

import java.net.URL;

import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;

/** Where CloudFormation gets a template from. */
sealed interface Source {
    /** An object in the assets bucket, as the CDK publishes it. */
    record Published(URL url) implements Source {}

    /** Along with the request; at most 51,200 bytes. */
    record Inline(String body) implements Source {}

    default void into(CreateStackRequest.Builder create) {
        switch (this) {
            case Published(URL url) -> create.templateURL(url.toString());
            case Inline(String body) -> create.templateBody(body);
        }
    }
}
