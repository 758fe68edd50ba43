package dev.rolecall.cloud.s3;

import dev.rolecall.cloud.api.AwsException;

/** Headers that demand something of the answer or of what is stored, and that the store would pass over in silence. */
public final class Demands {
    private Demands() {}

    /**
     * Refuses what is not kept here, and buckets of others than the sender expects.
     *
     * @throws AwsException with S3's code
     */
    public static void check(S3Request request, Bucket bucket, Buckets buckets) {
        expectedOwner(request, "x-amz-expected-bucket-owner", bucket);
        request.copySource().flatMap(ObjectAddress::bucket).flatMap(buckets::find)
                .ifPresent(source -> expectedOwner(request, "x-amz-source-expected-bucket-owner", source));
        request.mustNameNoOldVersion();
        AccessControl.mustHaveNoEffect(request, bucket);
        for (String name : request.http().headers().keySet()) {
            if (name.startsWith("x-amz-object-lock-")) {
                throw new AwsException("InvalidRequest", 400, "Bucket is missing Object Lock Configuration");
            }
            if (name.equals("x-amz-website-redirect-location") || name.startsWith("x-amz-server-side-encryption-customer-")) {
                throw new AwsException("NotImplemented", 501, "This local cloud does not implement the header " + name + ".");
            }
        }
    }

    private static void expectedOwner(S3Request request, String header, Bucket bucket) {
        if (request.http().header(header).filter(expected -> !expected.equals(bucket.owner())).isPresent()) {
            throw new AwsException("AccessDenied", 403, "Access Denied");
        }
    }
}
