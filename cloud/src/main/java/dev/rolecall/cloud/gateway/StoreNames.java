package dev.rolecall.cloud.gateway;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

import dev.rolecall.cloud.s3.CanonicalUser;
import dev.rolecall.cloud.s3.S3Request;

/**
 * Puts the owner and the address that there are into documents of the object store, which has made-up ones. Whoever began an upload is not
 * kept: the account stands for them, without a display name, as S3 answers since 2025.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Owner.html">Owner</a>
 */
final class StoreNames {
    private static final Set<String> WITH_NAMES = Set.of("ListObjects", "ListObjectsV2", "ListObjectVersions", "ListMultipartUploads",
            "ListParts", "CompleteMultipartUpload");
    private static final String OWNER = "<ID>75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a</ID>";
    private static final String INITIATOR = "<ID>arn:aws:iam::111122223333:user/some-user-11116a31-17b5-4fb7-9df5-b288870f11xx</ID>";
    private static final String OWNER_NAME = "<DisplayName>CustomersName@amazon.com</DisplayName>";
    private static final String INITIATOR_NAME = "<DisplayName>umat-user-11116a31-17b5-4fb7-9df5-b288870f11xx</DisplayName>";
    private static final String LOCATION = "<Location>http://Example-Bucket\\.s3\\.amazonaws\\.com/[^<]*</Location>";

    private StoreNames() {}

    /** Whether an operation's answer has such names in it. */
    static boolean areIn(String operation) {
        return WITH_NAMES.contains(operation);
    }

    static UnaryOperator<String> put(String ownerAccount, S3Request request) {
        String id = "<ID>" + CanonicalUser.of(ownerAccount) + "</ID>";
        String location = "<Location>http://" + request.http().header("host").orElse("localhost") + request.http().rawPath()
                + "</Location>";
        return text -> text.replace(OWNER, id).replace(INITIATOR, id).replace(OWNER_NAME, "").replace(INITIATOR_NAME, "")
                .replaceAll(LOCATION, Matcher.quoteReplacement(location));
    }
}
