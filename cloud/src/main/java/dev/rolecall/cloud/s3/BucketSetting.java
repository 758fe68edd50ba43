package dev.rolecall.cloud.s3;

import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration of a bucket that S3 keeps and gives back: its query marker, its names on the wire and in the API.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon S3 actions</a>
 */
public enum BucketSetting {
    PUBLIC_ACCESS_BLOCK("publicAccessBlock", "PublicAccessBlock", "PublicAccessBlockConfiguration", "",
            "NoSuchPublicAccessBlockConfiguration"), ENCRYPTION("encryption", "BucketEncryption", "ServerSideEncryptionConfiguration",
                    "Rule", "ServerSideEncryptionConfigurationNotFoundError"), TAGGING("tagging", "BucketTagging", "Tagging", "Tag",
                            "NoSuchTagSet"), OWNERSHIP("ownershipControls", "BucketOwnershipControls", "OwnershipControls",
                                    "Rule",
                                    "OwnershipControlsNotFoundError");

    private final String marker;
    private final String operation;
    private final String member;
    private final String listItem;
    private final String absentCode;

    BucketSetting(String marker, String operation, String member, String listItem, String absentCode) {
        this.marker = marker;
        this.operation = operation;
        this.member = member;
        this.listItem = listItem;
        this.absentCode = absentCode;
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
    String absentCode() {
        return absentCode;
    }

    /**
     * What S3 gives to every new bucket.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html">Default settings for new buckets</a>
     */
    static Map<BucketSetting, ObjectNode> ofNewBucket(Optional<String> ownership) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("BlockPublicAcls", true).put("IgnorePublicAcls", true)
                .put("BlockPublicPolicy", true).put("RestrictPublicBuckets", true);
        ObjectNode controls = JsonNodeFactory.instance.objectNode();
        controls.putArray("Rules").addObject().put("ObjectOwnership", ownership.orElse("BucketOwnerEnforced"));
        return Map.of(PUBLIC_ACCESS_BLOCK, block, OWNERSHIP, controls);
    }
}
