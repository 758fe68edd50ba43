package dev.rolecall.cloud.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.s3.ObjectAddress;

/**
 * {@code DeleteObjects}: up to 1,000 keys, each judged by itself, with a result for each.
 *
 * @param quiet an answer that names only failures
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
record ObjectDeletion(List<ObjectAddress> objects, boolean quiet) {
    private static final int MOST_KEYS = 1_000;

    /** Reads what is to be deleted; a key that the store could take for another is refused before anything is deleted. */
    static ObjectDeletion parse(String bucket, byte[] body) {
        JsonNode document = S3Xml.parse(body);
        List<String> keys = new ArrayList<>();
        JsonNode objects = document.path("Object");
        for (JsonNode object : objects.isArray() ? objects : JsonNodeFactory.instance.arrayNode().add(objects)) {
            if (!object.path("VersionId").isMissingNode()) {
                throw new AwsException("NotImplemented", 501, "This local cloud does not implement deleting versions.");
            }
            keys.add(object.path("Key").asString(""));
        }
        if (keys.isEmpty() || keys.size() > MOST_KEYS || keys.contains("")) {
            throw S3Xml.malformed();
        }
        return new ObjectDeletion(keys.stream().map(key -> new ObjectAddress(Optional.of(bucket), Optional.of(key))).toList(),
                document.path("Quiet").asString("false").equals("true"));
    }

    WireResponse run(Predicate<ObjectAddress> allowed, Consumer<ObjectAddress> delete) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode deleted = result.putArray("Deleted");
        ArrayNode errors = result.putArray("Error");
        for (ObjectAddress object : objects) {
            String key = object.key().orElseThrow();
            if (!allowed.test(object)) {
                errors.addObject().put("Key", key).put("Code", "AccessDenied").put("Message", "Access Denied");
                continue;
            }
            delete.accept(object);
            if (!quiet) {
                deleted.addObject().put("Key", key);
            }
        }
        return WireResponse.xml(200, XmlText.document("DeleteResult", S3Xml.NAMESPACE, "", result));
    }
}
