package dev.rolecall.iam;

/**
 * The words in which AWS denies a request, see {@code troubleshoot_access-denied}. S3 puts the resource into quotation marks, see
 * {@code AmazonS3/latest/userguide/troubleshoot-403-errors}.
 */
public final class DenialMessage {
    private DenialMessage() {}

    /**
     * The message as it goes over the wire.
     *
     * @throws IllegalArgumentException for a decision that allows
     */
    public static String of(AccessRequest request, Decision denied) {
        String what = "User: " + request.principal().displayName() + " is not authorized to perform: " + request.action()
                + resource(request);
        return switch (denied) {
            case Decision.ExplicitDeny explicit -> what + " with an explicit deny in " + explicit.layer().withArticle() + arn(explicit);
            case Decision.ImplicitDeny implicit ->
                what + " because no " + implicit.layer().text() + " allows the " + request.action() + " action";
            case Decision.Allowed _ -> throw new IllegalArgumentException("The request was allowed.");
        };
    }

    private static String resource(AccessRequest request) {
        String quote = request.action().startsWith("s3:") ? "\"" : "";
        return request.resource().equals("*") ? "" : " on resource: " + quote + request.resource() + quote;
    }

    /**
     * The policy that denies, within one account: a policy of IAM that has an ARN, which inline policies have not. See
     * {@code aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns}.
     */
    private static String arn(Decision.ExplicitDeny denied) {
        AccessRequest request = denied.request();
        boolean named = denied.layer().isOfPrincipal() && denied.policy().name().startsWith("arn:")
                && request.principal().accountId().equals(request.owner());
        return named ? ": " + denied.policy().name() : "";
    }
}
