package dev.rolecall.cloud.api;

import tools.jackson.databind.node.ObjectNode;

/**
 * A call of one operation, in the shape of AWS's own API models whatever wire it came by.
 *
 * @param service    the signing name, as in a credential scope: {@code sts}, {@code iam}, {@code s3}, {@code ec2}, {@code lambda}…
 * @param operation  the operation's API name, {@code CreateRole}
 * @param parameters the input by API member names; lists are arrays, blobs are base64 text
 */
public record ApiCall(String service, String operation, ObjectNode parameters) {}
