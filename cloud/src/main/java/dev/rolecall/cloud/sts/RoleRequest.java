package dev.rolecall.cloud.sts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * The input of {@code AssumeRole}, checked.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
record RoleRequest(String roleArn, String accountId, String sessionName, Optional<Integer> seconds, Optional<String> externalId,
        Optional<String> sourceIdentity, Optional<MfaClaim> mfa, SessionScope scope) {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?[^/]+");
    /** Of session names and source identities. */
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:\\/-]*");
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;

    static RoleRequest of(Parameters parameters) {
        parameters.takesOnly("AssumeRole", "RoleArn", "RoleSessionName", "PolicyArns", "Policy", "DurationSeconds", "Tags",
                "TransitiveTagKeys", "ExternalId", "SerialNumber", "TokenCode", "SourceIdentity");
        String arn = parameters.required("RoleArn");
        String name = parameters.required("RoleSessionName");
        Optional<Integer> seconds = parameters.integer("DurationSeconds");
        Optional<String> externalId = parameters.optional("ExternalId");
        Optional<String> source = parameters.optional("SourceIdentity");
        new Constraints().text("roleSessionName", Optional.of(name), 2, 64, NAME).number("durationSeconds", seconds, SHORTEST, LONGEST)
                .text("externalId", externalId, 2, 1_224, EXTERNAL_ID).text("sourceIdentity", source, 2, 64, NAME).check();
        Matcher role = ROLE_ARN.matcher(arn);
        if (!role.matches()) {
            throw AwsException.validation(arn + " is invalid");
        }
        return new RoleRequest(arn, role.group(1), name, seconds, externalId, source, MfaClaim.of(parameters),
                SessionScope.of(parameters));
    }
}
