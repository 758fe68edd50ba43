package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Buckets, their policies, and stored parameters. */
final class StorageResources {
    private StorageResources() {}

    static List<ResourceType> types() {
        return List.of(
                new ResourceType("AWS::S3::Bucket",
                        Set.of("BucketEncryption", "BucketName", "OwnershipControls", "PublicAccessBlockConfiguration", "Tags"),
                        StorageResources::bucket),
                new ResourceType("AWS::S3::BucketPolicy", Set.of("Bucket", "PolicyDocument"), StorageResources::bucketPolicy),
                new ResourceType("AWS::SSM::Parameter", Set.of("Description", "Name", "Type", "Value"), StorageResources::parameter));
    }

    private static void bucket(Creation creation) {
        String bucket = creation.name("BucketName", 63).toLowerCase(Locale.ROOT);
        ObjectNode input = bucket(bucket);
        if (!creation.region().equals("us-east-1")) {
            input.putObject("CreateBucketConfiguration").put("LocationConstraint", creation.region());
        }
        creation.call("s3", "CreateBucket", input);
        creation.created(bucket, Creation.deletion("s3", "DeleteBucket", bucket(bucket)));
        creation.attribute("Arn", "arn:aws:s3:::" + bucket);
        creation.attribute("DomainName", bucket + ".s3.amazonaws.com");
        creation.attribute("RegionalDomainName", bucket + ".s3." + creation.region() + ".amazonaws.com");
        setting(creation, bucket, "PublicAccessBlockConfiguration", "PutPublicAccessBlock", "PublicAccessBlockConfiguration");
        setting(creation, bucket, "OwnershipControls", "PutBucketOwnershipControls", "OwnershipControls");
        JsonNode encryption = creation.properties().node().path("BucketEncryption").path("ServerSideEncryptionConfiguration");
        if (encryption.isArray()) {
            ObjectNode rules = bucket(bucket);
            encryption.forEach(rules.putObject("ServerSideEncryptionConfiguration").putArray("Rules")::add);
            // The API and the template have different names for the same member.
            rules.findParents("ServerSideEncryptionByDefault").forEach(rule -> ((ObjectNode) rule).set("ApplyServerSideEncryptionByDefault",
                    ((ObjectNode) rule).remove("ServerSideEncryptionByDefault")));
            creation.call("s3", "PutBucketEncryption", rules);
        }
        ObjectNode tagging = bucket(bucket);
        tagging.putObject("Tagging").set("TagSet", creation.tags());
        creation.call("s3", "PutBucketTagging", tagging);
    }

    private static void setting(Creation creation, String bucket, String property, String operation, String member) {
        JsonNode value = creation.properties().node().path(property);
        if (!value.isMissingNode()) {
            ObjectNode input = bucket(bucket);
            input.set(member, value);
            creation.call("s3", operation, input);
        }
    }

    private static void bucketPolicy(Creation creation) {
        String bucket = creation.properties().required("Bucket");
        creation.call("s3", "PutBucketPolicy",
                bucket(bucket).put("Policy", Creation.document(creation.properties().node().path("PolicyDocument"))));
        creation.created(bucket, Creation.deletion("s3", "DeleteBucketPolicy", bucket(bucket)));
    }

    private static void parameter(Creation creation) {
        String name = creation.properties().optional("Name").orElseGet(() -> "CFN-" + creation.name("Name", 128));
        ObjectNode input = creation.input("Description", "Type", "Value").put("Name", name);
        creation.call("ssm", "PutParameter", input);
        creation.created(name, Creation.deletion("ssm", "DeleteParameter", JsonNodeFactory.instance.objectNode().put("Name", name)));
        creation.attribute("Type", creation.properties().required("Type"));
        creation.attribute("Value", creation.properties().required("Value"));
    }

    private static ObjectNode bucket(String name) {
        return JsonNodeFactory.instance.objectNode().put("Bucket", name);
    }
}
