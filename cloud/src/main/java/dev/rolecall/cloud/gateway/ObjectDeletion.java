package dev.rolecall.cloud.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.xml.XmlMapper;

import dev.rolecall.cloud.api.AwsException;

/**
 * {@code DeleteObjects}: up to 1,000 keys, each judged by itself, with a result for each.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
final class ObjectDeletion {
    private static final int MOST_KEYS = 1_000;
    private static final XmlMapper XML = XmlMapper.builder().build();

    private ObjectDeletion() {}

    /** What is to be deleted; a quiet answer names only failures. */
    record Request(List<String> keys, boolean quiet) {
        WireResponse run(Predicate<String> allowed, Consumer<String> delete) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            ArrayNode deleted = result.putArray("Deleted");
            ArrayNode errors = result.putArray("Error");
            for (String key : keys) {
                if (!allowed.test(key)) {
                    errors.addObject().put("Key", key).put("Code", "AccessDenied").put("Message", "Access Denied");
                    continue;
                }
                delete.accept(key);
                if (!quiet) {
                    deleted.addObject().put("Key", key);
                }
            }
            return WireResponse.xml(200, XmlText.document("DeleteResult", "http://s3.amazonaws.com/doc/2006-03-01/", "", result));
        }
    }

    static Request parse(byte[] body) {
        try {
            JsonNode document = XML.readTree(body);
            List<String> keys = new ArrayList<>();
            JsonNode objects = document.path("Object");
            for (JsonNode object : objects.isArray() ? objects : JsonNodeFactory.instance.arrayNode().add(objects)) {
                if (!object.path("VersionId").isMissingNode()) {
                    throw new AwsException("NotImplemented", 501, "This local cloud does not implement deleting versions.");
                }
                keys.add(object.path("Key").asString(""));
            }
            if (keys.isEmpty() || keys.size() > MOST_KEYS || keys.contains("")) {
                throw malformed();
            }
            return new Request(List.copyOf(keys), document.path("Quiet").asString("false").equals("true"));
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static AwsException malformed() {
        return new AwsException("MalformedXML", 400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
