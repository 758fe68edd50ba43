package dev.rolecall.cloud.s3;

import java.nio.charset.StandardCharsets;

import dev.rolecall.cloud.sigv4.Sha256;

/**
 * What S3 calls an account where it names an owner. AWS documents its form and not what it is made of.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html">AWS account identifiers</a>
 */
public final class CanonicalUser {
    private CanonicalUser() {}

    /** The canonical user id of an account: 64 hexadecimal digits, always the same. */
    public static String of(String accountId) {
        return Sha256.hex(("canonical user of " + accountId).getBytes(StandardCharsets.UTF_8));
    }
}
