package dev.rolecall.cloud.metadata;

import java.time.temporal.ChronoUnit;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The instance identity document. On AWS it comes with signatures; here it has none, and they are not served.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html">Instance identity documents</a>
 */
final class IdentityDocument {
    private IdentityDocument() {}

    static ObjectNode of(InstanceIdentity identity) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("accountId", identity.accountId());
        document.put("architecture", identity.architecture());
        document.put("availabilityZone", identity.availabilityZone());
        document.putNull("billingProducts");
        document.putNull("devpayProductCodes");
        document.putNull("marketplaceProductCodes");
        document.put("imageId", identity.imageId());
        document.put("instanceId", identity.instanceId());
        document.put("instanceType", identity.instanceType());
        document.putNull("kernelId");
        document.put("pendingTime", identity.launchTime().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("privateIp", identity.privateIp());
        document.putNull("ramdiskId");
        document.put("region", identity.region());
        document.put("version", "2017-09-30");
        return document;
    }
}
