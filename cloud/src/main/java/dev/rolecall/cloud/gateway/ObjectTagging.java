package dev.rolecall.cloud.gateway;

import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.s3.BucketSetting;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Request;
import dev.rolecall.cloud.s3.TagSet;

/**
 * Reads or changes the tags of one object.
 *
 * @param request with the tags of its body
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>
 */
record ObjectTagging(String operation, S3Request request) {

    static ObjectTagging parse(String operation, S3Request request, byte[] body) {
        Map<String, String> tags = operation.startsWith("Put")
                ? TagSet.ofDocument(new Parameters(BucketDocuments.asApi(BucketSetting.TAGGING, S3Xml.parse(body))))
                : Map.of();
        return new ObjectTagging(operation, request.bringing(tags));
    }

    WireResponse run(ObjectStore store) {
        if (operation.startsWith("Get")) {
            ObjectNode tagging = JsonNodeFactory.instance.objectNode();
            ArrayNode set = tagging.putArray("TagSet");
            store.tags(request.address()).forEach((key, value) -> set.addObject().put("Key", key).put("Value", value));
            return WireResponse.xml(200, XmlText.document("Tagging", S3Xml.NAMESPACE, "Tag", tagging));
        }
        store.tag(request.address(), request.tags());
        return new WireResponse(operation.startsWith("Delete") ? 204 : 200, Map.of(), new byte[0]);
    }
}
