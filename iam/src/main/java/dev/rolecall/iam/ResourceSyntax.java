package dev.rolecall.iam;

import java.util.List;
import java.util.Set;

/**
 * What IAM asks of a resource in a policy of an identity, see {@code reference_policies_elements_resource} and {@code reference-arns}. The
 * sentences are IAM's.
 */
final class ResourceSyntax {
    private static final Set<String> PARTITIONS = Set.of("*", "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e",
            "aws-iso-f",
            "aws-eusc");
    private static final List<String> IAM_PATHS = List.of("user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/",
            "server-certificate/", "policy/", "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/");
    private static final int PARTITION = 1;
    private static final int SERVICE = 2;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    private ResourceSyntax() {}

    static void check(JsonPlace place) {
        String text = place.requireText();
        if (text.equals("*")) {
            return;
        }
        List<String> parts = Arn.split(text);
        if (parts.size() < 2) {
            throw place.malformed("Resource " + text + " must be in ARN format or \"*\".");
        }
        if (!PARTITIONS.contains(parts.get(PARTITION))) {
            throw place.malformed("Partition \"" + parts.get(PARTITION) + "\" is not valid for resource \"" + completed(parts) + "\".");
        }
        if (!parts.getFirst().equals("arn")) {
            throw place.malformed("Resource " + text + " must be in ARN format or \"*\".");
        }
        if (parts.size() <= SERVICE || isWild(parts.get(SERVICE))) {
            throw place.malformed("Resource vendor must be fully qualified and cannot contain regexes.");
        }
        // An ARN may be left incomplete, but what is there stands in its place.
        boolean gap = parts.size() < Arn.PARTS && parts.subList(SERVICE + 1, parts.size()).contains("");
        if (gap || parts.get(SERVICE).isEmpty()) {
            throw place.malformed("The policy failed legacy parsing");
        }
        if (parts.size() == Arn.PARTS) {
            checkService(place, text, parts);
        }
    }

    private static void checkService(JsonPlace place, String text, List<String> parts) {
        boolean regional = !parts.get(REGION).isEmpty();
        String resource = parts.getLast();
        switch (parts.get(SERVICE)) {
            case "iam" -> {
                if (regional) {
                    throw place.malformed("IAM resource " + text + " cannot contain region information.");
                }
                // API_AssumeRoot (STS) is asked for on the account itself, which the sentence does not list.
                if (!resource.equals("*") && !resource.equals("root") && IAM_PATHS.stream().noneMatch(resource::startsWith)) {
                    throw place.malformed("IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
                }
            }
            case "s3" -> {
                // Buckets and objects have neither region nor account; what else there is, access points and jobs, has both.
                if (regional && parts.get(ACCOUNT).isEmpty()) {
                    throw place.malformed("Resource " + text + " can not contain region information.");
                }
            }
            default -> {
                // Every other service knows for itself.
            }
        }
    }

    private static boolean isWild(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('$') >= 0;
    }

    /** As IAM completes what it complains about: with stars to six parts. */
    private static String completed(List<String> parts) {
        StringBuilder arn = new StringBuilder("arn");
        for (int i = 1; i < Arn.PARTS; i++) {
            arn.append(':').append(i < parts.size() ? parts.get(i) : "*");
        }
        return arn.toString();
    }
}
