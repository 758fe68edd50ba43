package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Buckets, their policies, and stored parameters. Versioning, lifecycle and a canned ACL are accepted without effect, because the
 * template of {@code cdk bootstrap} has them: the store keeps one version of an object and forgets none.
 */
final class StorageResources {
    private static final String PUBLIC_ACCESS = "PublicAccessBlockConfiguration";
    private static final String OWNERSHIP = "OwnershipControls";
    private static final String ENCRYPTION = "BucketEncryption";
    private static final String TAGS = "Tags";
    /** What the operations of S3 that put and delete such a property end with. */
    private static final Map<String, String> OPERATIONS = Map.of(PUBLIC_ACCESS, "PublicAccessBlock", OWNERSHIP, "BucketOwnershipControls",
            ENCRYPTION, "BucketEncryption", TAGS, "BucketTagging");

    private StorageResources() {}

    static List<ResourceType> types() {
        return List.of(
                new ResourceType("AWS::S3::Bucket",
                        Set.of("AccessControl", "BucketEncryption", "BucketName", "LifecycleConfiguration", "OwnershipControls",
                                "PublicAccessBlockConfiguration", "Tags", "VersioningConfiguration"),
                        StorageResources::bucket)
                        .changing(Set.of("BucketName"), StorageResources::changeBucket).readBy(StorageReadings::bucket),
                new ResourceType("AWS::S3::BucketPolicy", Set.of("Bucket", "PolicyDocument"), StorageResources::bucketPolicy)
                        .changing(Set.of("Bucket"), change -> guard(change.after(), change.physicalId()))
                        .readBy(StorageReadings::bucketPolicy),
                new ResourceType("AWS::SSM::Parameter", Set.of("Description", "Name", "Type", "Value"), StorageResources::parameter)
                        .changing(Set.of("Name"), change -> assign(change.after(), change.physicalId(), true))
                        .readBy(StorageReadings::parameter));
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
        Set<String> all = Set.of(PUBLIC_ACCESS, OWNERSHIP, ENCRYPTION, TAGS);
        settings(creation, bucket, all, all);
    }

    private static void changeBucket(Change change) {
        Set<String> given = change.after().properties().node().propertyNames().stream().collect(Collectors.toSet());
        given.add(TAGS);
        Set<String> changed = Stream.of(PUBLIC_ACCESS, OWNERSHIP, ENCRYPTION, TAGS).filter(change::in).collect(Collectors.toSet());
        settings(change.after(), change.physicalId(), changed, given);
        changed.stream().filter(property -> !given.contains(property))
                .forEach(property -> change.after().call("s3", "Delete" + OPERATIONS.get(property), bucket(change.physicalId())));
    }

    /** Those of {@code wanted} that are {@code given}. */
    private static void settings(Creation creation, String bucket, Set<String> wanted, Set<String> given) {
        for (String property : List.of(PUBLIC_ACCESS, OWNERSHIP)) {
            JsonNode value = creation.properties().node().path(property);
            if (wanted.contains(property) && given.contains(property) && !value.isMissingNode()) {
                ObjectNode input = bucket(bucket);
                input.set(property, value);
                creation.call("s3", "Put" + OPERATIONS.get(property), input);
            }
        }
        JsonNode encryption = creation.properties().node().path(ENCRYPTION).path("ServerSideEncryptionConfiguration");
        if (wanted.contains(ENCRYPTION) && encryption.isArray()) {
            ObjectNode rules = bucket(bucket);
            encryption.deepCopy().forEach(rules.putObject("ServerSideEncryptionConfiguration").putArray("Rules")::add);
            // The API and the template have different names for the same member.
            rules.findParents("ServerSideEncryptionByDefault").forEach(rule -> ((ObjectNode) rule).set("ApplyServerSideEncryptionByDefault",
                    ((ObjectNode) rule).remove("ServerSideEncryptionByDefault")));
            creation.call("s3", "PutBucketEncryption", rules);
        }
        if (wanted.contains(TAGS)) {
            ObjectNode tagging = bucket(bucket);
            tagging.putObject("Tagging").set("TagSet", creation.tags());
            creation.call("s3", "PutBucketTagging", tagging);
        }
    }

    private static void bucketPolicy(Creation creation) {
        String bucket = creation.properties().required("Bucket");
        guard(creation, bucket);
        creation.created(bucket, Creation.deletion("s3", "DeleteBucketPolicy", bucket(bucket)));
    }

    private static void guard(Creation creation, String bucket) {
        creation.call("s3", "PutBucketPolicy",
                bucket(bucket).put("Policy", Creation.document(creation.properties().node().path("PolicyDocument"))));
    }

    private static void parameter(Creation creation) {
        String name = creation.properties().optional("Name").orElseGet(() -> "CFN-" + creation.name("Name", 128));
        assign(creation, name, false);
        creation.created(name, Creation.deletion("ssm", "DeleteParameter", JsonNodeFactory.instance.objectNode().put("Name", name)));
    }

    private static void assign(Creation creation, String name, boolean overwrite) {
        ObjectNode input = creation.input("Description", "Type", "Value").put("Name", name);
        if (overwrite) {
            input.put("Overwrite", true);
        }
        creation.call("ssm", "PutParameter", input);
        creation.attribute("Type", creation.properties().required("Type"));
        creation.attribute("Value", creation.properties().required("Value"));
    }

    private static ObjectNode bucket(String name) {
        return JsonNodeFactory.instance.objectNode().put("Bucket", name);
    }
}
