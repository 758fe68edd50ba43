package dev.rolecall.cloud.s3;

import dev.rolecall.cloud.api.AwsException;

/**
 * Access control lists, which no bucket has here. Where a bucket's owner owns every object, which is the default, S3 takes an upload without
 * an ACL and one that gives the bucket's owner full control, which changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling ownership of objects</a>
 */
final class AccessControl {
    private static final String ENFORCED = "BucketOwnerEnforced";
    private static final String WITHOUT_EFFECT = "bucket-owner-full-control";

    private static final String ACL = "x-amz-acl";

    private AccessControl() {}

    private static boolean grants(S3Request request) {
        for (String name : request.http().headers().keySet()) {
            if (name.startsWith("x-amz-grant-")) {
                return true;
            }
        }
        return false;
    }

    /** Whether an upload asks for an ACL, which needs a permission of its own. */
    static boolean isAsked(S3Request request) {
        return request.http().header(ACL).isPresent() || grants(request);
    }

    /** @throws AwsException {@code AccessControlListNotSupported} */
    static void mustHaveNoEffect(S3Request request, Bucket bucket) {
        if (!grants(request) && request.http().header(ACL).map(WITHOUT_EFFECT::equals).orElse(true)) {
            return;
        }
        throw bucket.ownership().equals(ENFORCED)
                ? new AwsException("AccessControlListNotSupported", 400, "The bucket does not allow ACLs")
                : new AwsException("NotImplemented", 501, "This local cloud does not implement access control lists.");
    }
}
