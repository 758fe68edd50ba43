package dev.rolecall.cloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/**
 * A configuration of a bucket that S3 keeps and gives back: its query marker, its names on the wire and in the API.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon S3 actions</a>
 */
public enum BucketSetting {
    PUBLIC_ACCESS_BLOCK("publicAccessBlock", "PublicAccessBlock", "PublicAccessBlockConfiguration", "",
            "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"), //
    ENCRYPTION("encryption", "BucketEncryption", "ServerSideEncryptionConfiguration", "Rule",
            "ServerSideEncryptionConfigurationNotFoundError", "The server side encryption configuration was not found"), //
    TAGGING("tagging", "BucketTagging", "Tagging", "Tag", "NoSuchTagSet", "The TagSet does not exist"), //
    OWNERSHIP("ownershipControls", "BucketOwnershipControls", "OwnershipControls", "Rule",
            "OwnershipControlsNotFoundError", "The bucket ownership controls were not found");

    private static final List<String> BLOCKS = List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy",
            "RestrictPublicBuckets");

    private final String marker;
    private final String operation;
    private final String member;
    private final String listItem;
    private final String absentCode;
    private final String absentMessage;

    BucketSetting(String marker, String operation, String member, String listItem, String absentCode, String absentMessage) {
        this.marker = marker;
        this.operation = operation;
        this.member = member;
        this.listItem = listItem;
        this.absentCode = absentCode;
        this.absentMessage = absentMessage;
    }

    /** The query parameter that addresses it. */
    String marker() {
        return marker;
    }

    /** The API operations are {@code Put}, {@code Get} and {@code Delete} and this. */
    String operation() {
        return operation;
    }

    /** The API's member and the XML's root element. */
    public String member() {
        return member;
    }

    /** The XML name of a list's elements. */
    public String listItem() {
        return listItem;
    }

    /** The error where nothing is configured. */
    AwsException absent() {
        return new AwsException(absentCode, 404, absentMessage);
    }

    /** What is kept of a value that was put: what it does not say of public access is off. */
    ObjectNode kept(ObjectNode given) {
        ObjectNode value = given.deepCopy();
        if (this == PUBLIC_ACCESS_BLOCK) {
            BLOCKS.stream().filter(name -> !value.has(name)).forEach(name -> value.put(name, false));
        }
        return value;
    }

    /**
     * What holds where nothing was put: new objects are encrypted all the same.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html">Default encryption FAQ</a>
     */
    Optional<ObjectNode> otherwise() {
        if (this != ENCRYPTION) {
            return Optional.empty();
        }
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        ObjectNode rule = configuration.putArray("Rules").addObject();
        rule.putObject("ApplyServerSideEncryptionByDefault").put("SSEAlgorithm", "AES256");
        rule.put("BucketKeyEnabled", false);
        return Optional.of(configuration);
    }

    /**
     * What S3 gives to every new bucket.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html">Default settings for new buckets</a>
     */
    static Map<BucketSetting, ObjectNode> ofNewBucket(Optional<String> ownership) {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        BLOCKS.forEach(name -> block.put(name, true));
        ObjectNode controls = JsonNodeFactory.instance.objectNode();
        controls.putArray("Rules").addObject().put("ObjectOwnership", ownership.orElse("BucketOwnerEnforced"));
        return Map.of(PUBLIC_ACCESS_BLOCK, block, OWNERSHIP, controls);
    }
}
