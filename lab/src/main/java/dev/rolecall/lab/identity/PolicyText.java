package dev.rolecall.lab.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A policy as its account tells of it.
 *
 * @param arn      of a managed one
 * @param document JSON
 */
public record PolicyText(String name, Optional<String> arn, String document) {

    /** What people call it: a managed one by its ARN. */
    public String label() {
        return arn.orElse(name);
    }

    /**
     * A document as IAM answers it: percent-encoded, where AWS answers.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">GetRolePolicy</a>
     */
    static String decoded(String answered) {
        boolean plain = answered.stripLeading().startsWith("{");
        return plain ? answered : URLDecoder.decode(answered.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
