package dev.rolecall.iam;

import java.util.Locale;
import java.util.Optional;

/**
 * One action on one resource by one principal.
 *
 * @param action          {@code s3:GetObject}; its case is not significant
 * @param resource        an ARN, or {@code *} for an action without resources
 * @param resourceAccount the account that owns the resource; left out, it is the account in the ARN, and failing that the principal's
 * @param context         the condition keys of the request
 */
public record AccessRequest(Principal principal, String action, String resource, Optional<String> resourceAccount,
        RequestContext context) {

    /** The account that owns the resource; empty when neither the request nor its principal names one. */
    public Optional<String> owner() {
        return resourceAccount.or(() -> Arn.of(resource).flatMap(Arn::account)).or(principal::accountId);
    }

    /** Whether a role's trust policy has the word: {@code sts:AssumeRole*}, {@code TagSession}, {@code SetSourceIdentity} on a role. */
    public boolean needsTrust() {
        String name = action.toLowerCase(Locale.ROOT);
        return (name.startsWith("sts:assumerole") || name.equals("sts:tagsession") || name.equals("sts:setsourceidentity"))
                && Arn.of(resource).filter(Arn::isRole).isPresent();
    }
}
