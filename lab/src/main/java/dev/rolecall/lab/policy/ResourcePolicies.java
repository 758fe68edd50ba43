package dev.rolecall.lab.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.lab.LabException;
import dev.rolecall.lab.identity.FoundRole;
import dev.rolecall.lab.identity.Identities;
import dev.rolecall.lab.target.ServiceError;

/** Finds the policy of a resource in an account: that of a bucket, and the trust policy of a role. */
final class ResourcePolicies {
    private static final Pattern BUCKET = Pattern.compile("arn:[^:]+:s3:::([^/*?]+)(/.*)?");
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::(\\d{12}):role/(?:.+/)?([^/]+)");

    private final Identities identities;
    private final S3Client s3;
    private final String account;

    ResourcePolicies(Identities identities, S3Client s3, String account) {
        this.identities = identities;
        this.s3 = s3;
        this.account = account;
    }

    /**
     * What was found.
     *
     * @param unseen why there may be one that was not found, in a sentence
     */
    record Found(Optional<NamedPolicy> policy, List<String> unseen) {
        private static final Found NOTHING = new Found(Optional.empty(), List.of());

        private static Found hidden(String sentence) {
            return new Found(Optional.empty(), List.of(sentence));
        }

        private static Found of(NamedPolicy policy) {
            return new Found(Optional.of(policy), List.of());
        }
    }

    /** @throws LabException when the account should have the resource and does not */
    Found of(Asking asking) {
        Matcher bucket = BUCKET.matcher(asking.resource());
        Matcher role = ROLE.matcher(asking.resource());
        if (asking.needsTrust() && role.matches()) {
            return trust(role.group(2), role.group(1), asking.resource());
        }
        if (bucket.matches()) {
            return ofBucket(bucket.group(1));
        }
        return asking.resource().equals("*") || role.matches()
                ? Found.NOTHING
                : Found.hidden(
                        "The policy of the resource itself: only those of buckets and roles are looked up. Give it with --resource-policy.");
    }

    private Found trust(String name, String owner, String arn) {
        if (!owner.equals(account)) {
            return Found.hidden("The trust policy of a role in account " + owner + ": give it with --trust-policy.");
        }
        try {
            FoundRole found = identities.role(name).filter(role -> role.role().arn().equals(arn))
                    .orElseThrow(() -> LabException.wrongInput("Account " + account + " has no role " + arn + "."));
            return Found.of(FromAccount.named("of " + name, found.trust(), PolicyKind.TRUST));
        } catch (AwsServiceException e) {
            return Found.hidden("The trust policy of the role (" + ServiceError.of(e).words() + ").");
        }
    }

    private Found ofBucket(String name) {
        try {
            String policy = s3.getBucketPolicy(get -> get.bucket(name)).policy();
            return Found.of(FromAccount.named("of bucket " + name, policy, PolicyKind.RESOURCE));
        } catch (AwsServiceException e) {
            return switch (ServiceError.of(e).code()) {
                case "NoSuchBucketPolicy" -> Found.NOTHING;
                case "NoSuchBucket" -> throw LabException.wrongInput("There is no bucket " + name + ".");
                default -> Found.hidden("The policy of the bucket (" + ServiceError.of(e).words() + ").");
            };
        }
    }
}
