package dev.rolecall.cloud.s3;

/**
 * A configuration of a bucket that S3 keeps and gives back: its query marker, its names on the wire and in the API, its IAM actions.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions, resources, and condition keys for Amazon S3</a>
 */
public enum BucketSetting {
    PUBLIC_ACCESS_BLOCK("publicAccessBlock", "PublicAccessBlock", "PublicAccessBlockConfiguration", "", "BucketPublicAccessBlock",
            "NoSuchPublicAccessBlockConfiguration"), ENCRYPTION("encryption", "BucketEncryption", "ServerSideEncryptionConfiguration",
                    "Rule", "EncryptionConfiguration",
                    "ServerSideEncryptionConfigurationNotFoundError"), TAGGING("tagging", "BucketTagging", "Tagging", "Tag",
                            "BucketTagging", "NoSuchTagSet"), OWNERSHIP("ownershipControls", "BucketOwnershipControls", "OwnershipControls",
                                    "Rule", "BucketOwnershipControls",
                                    "OwnershipControlsNotFoundError");

    private final String marker;
    private final String operation;
    private final String member;
    private final String listItem;
    private final String action;
    private final String absentCode;

    BucketSetting(String marker, String operation, String member, String listItem, String action, String absentCode) {
        this.marker = marker;
        this.operation = operation;
        this.member = member;
        this.listItem = listItem;
        this.action = action;
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

    /** The IAM actions are {@code s3:Put} and {@code s3:Get} and this; deleting needs the first. */
    String action() {
        return action;
    }

    /** The error where nothing is configured. */
    String absentCode() {
        return absentCode;
    }
}
