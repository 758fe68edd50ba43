package dev.rolecall.cloud.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.s3.BucketSetting;
import dev.rolecall.cloud.s3.S3Operation;
import dev.rolecall.cloud.s3.S3Request;

/** The documents of bucket configuration: XML (JSON for policies) on the wire, the API's shapes inside. */
final class BucketDocuments {
    private static final Map<BucketSetting, String> LISTS = Map.of(BucketSetting.ENCRYPTION, "Rules", BucketSetting.OWNERSHIP, "Rules",
            BucketSetting.TAGGING, "TagSet");

    private static final Map<String, String> LISTING = Map.of("prefix", "Prefix", "max-buckets", "MaxBuckets", "continuation-token",
            "ContinuationToken", "bucket-region", "BucketRegion");

    private BucketDocuments() {}

    static ApiCall decode(S3Operation.Registry operation, S3Request request, byte[] body) {
        if (operation.name().equals("ListBuckets")) {
            return new ApiCall("s3", operation.name(), listing(request));
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("Bucket", request.address().bucket().orElseThrow());
        if (operation.name().equals("CreateBucket")) {
            creation(request, body, parameters);
        } else if (operation.name().equals("PutBucketPolicy")) {
            parameters.put("Policy", new String(body, StandardCharsets.UTF_8));
        } else if (operation.name().startsWith("Put") && operation.setting().isPresent()) {
            BucketSetting setting = operation.setting().get();
            parameters.set(setting.member(), asApi(setting, S3Xml.parse(body)));
        }
        return new ApiCall("s3", operation.name(), parameters);
    }

    static WireResponse encode(S3Operation.Registry operation, ObjectNode output) {
        return switch (operation.name()) {
            case "ListBuckets" -> buckets(output);
            case "CreateBucket" -> empty(200).header("Location", output.path("Location").asString());
            case "GetBucketPolicy" ->
                new WireResponse(200, Map.of("Content-Type", "application/json"),
                        output.path("Policy").asString().getBytes(StandardCharsets.UTF_8));
            case "GetBucketLocation" -> WireResponse.xml(200,
                    XmlText.document("LocationConstraint", S3Xml.NAMESPACE, "member", output.path("LocationConstraint")));
            default -> operation.name().startsWith("Get")
                    ? operation.setting().map(setting -> WireResponse.xml(200, onWire(setting, output))).orElseGet(() -> empty(200))
                    : empty(operation.name().startsWith("Delete") ? 204 : 200);
        };
    }

    private static void creation(S3Request request, byte[] body, ObjectNode parameters) {
        if (request.http().header("x-amz-bucket-object-lock-enabled").filter(Boolean::parseBoolean).isPresent()) {
            throw new AwsException("NotImplemented", 501, "This local cloud does not implement buckets with Object Lock.");
        }
        if (body.length > 0) {
            parameters.set("CreateBucketConfiguration", S3Xml.parse(body));
        }
        request.http().header("x-amz-acl").ifPresent(acl -> parameters.put("ACL", acl));
        request.http().header("x-amz-object-ownership").ifPresent(owner -> parameters.put("ObjectOwnership", owner));
    }

    private static ObjectNode listing(S3Request request) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        LISTING.forEach((name, member) -> {
            String value = request.query().get(name);
            if (value != null) {
                parameters.put(member, value);
            }
        });
        return parameters;
    }

    private static WireResponse buckets(ObjectNode output) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Owner", output.path("Owner"));
        ObjectNode list = answer.putObject("Buckets");
        list.set("Bucket", output.path("Buckets"));
        JsonNode token = output.path("ContinuationToken");
        if (token.isString()) {
            answer.set("ContinuationToken", token);
        }
        return WireResponse.xml(200, XmlText.document("ListAllMyBucketsResult", S3Xml.NAMESPACE, "", answer));
    }

    private static WireResponse empty(int status) {
        return new WireResponse(status, Map.of(), new byte[0]);
    }

    /** A list of the API is a repeated element on the wire; only tags have an element around it. */
    static ObjectNode asApi(BucketSetting setting, ObjectNode document) {
        String list = LISTS.get(setting);
        if (list == null) {
            return document;
        }
        JsonNode items = setting == BucketSetting.TAGGING ? document.path("TagSet").path("Tag") : document.path(setting.listItem());
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (items.isArray()) {
            items.forEach(array::add);
        } else if (items.isObject()) {
            array.add(items);
        }
        return JsonNodeFactory.instance.objectNode().set(list, array);
    }

    static String onWire(BucketSetting setting, ObjectNode output) {
        ObjectNode value = (ObjectNode) output.path(setting.member());
        String list = LISTS.get(setting);
        if (list == null || setting == BucketSetting.TAGGING) {
            return XmlText.document(setting.member(), S3Xml.NAMESPACE, setting.listItem(), value);
        }
        return XmlText.document(setting.member(), S3Xml.NAMESPACE, "",
                JsonNodeFactory.instance.objectNode().set(setting.listItem(), value.path(list)));
    }
}
