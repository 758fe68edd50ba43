package dev.rolecall.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/**
 * Every kind of caller, in the form of
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html.
 */
final class UserIdentitiesAreThoseOfCloudTrailTest {
    private static final String ACCOUNT = "111122223333";
    private static final Map<String, String> SESSION = Map.of("aws:TokenIssueTime", "2026-03-27T17:08:37Z", "aws:MultiFactorAuthPresent",
            "true");

    static Stream<Arguments> identities() {
        Principal.RoleSession session = new Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/Reader/i-0123456789abcdef0",
                ACCOUNT,
                "arn:aws:iam::111122223333:role/team/Reader", "AROAEXAMPLE", "i-0123456789abcdef0");
        Map<String, String> instance = new HashMap<>(SESSION);
        instance.putAll(Map.of("ec2:RoleDelivery", "2.0", "ec2:SourceInstanceArn",
                "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0", "aws:SourceIdentity", "alice"));
        return Stream.of(Arguments.of(new Principal.User("arn:aws:iam::111122223333:user/alice", ACCOUNT, "alice", "AIDAEXAMPLE"), SESSION, """
                {"type": "IAMUser", "principalId": "AIDAEXAMPLE", "arn": "arn:aws:iam::111122223333:user/alice", "accountId": "111122223333",
                 "accessKeyId": "KEY", "userName": "alice",
                 "sessionContext": {"attributes": {"creationDate": "2026-03-27T17:08:37Z", "mfaAuthenticated": "true"}}}"""),
                Arguments.of(session, instance, """
                        {"type": "AssumedRole", "principalId": "AROAEXAMPLE:i-0123456789abcdef0",
                         "arn": "arn:aws:sts::111122223333:assumed-role/Reader/i-0123456789abcdef0", "accountId": "111122223333",
                         "accessKeyId": "KEY", "sessionContext": {
                          "sessionIssuer": {"type": "Role", "arn": "arn:aws:iam::111122223333:role/team/Reader", "accountId": "111122223333",
                           "userName": "Reader", "principalId": "AROAEXAMPLE"},
                          "attributes": {"creationDate": "2026-03-27T17:08:37Z", "mfaAuthenticated": "true"}, "ec2RoleDelivery": "2.0",
                          "sourceIdentity": "alice"},
                         "inScopeOf": {"issuerType": "AWS::EC2::Instance",
                          "credentialsIssuedTo": "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0"}}"""),
                Arguments.of(new Principal.FederatedUser("arn:aws:sts::111122223333:federated-user/bob", ACCOUNT,
                        "arn:aws:iam::111122223333:user/alice"), SESSION, """
                                {"type": "FederatedUser", "principalId": "111122223333:bob",
                                 "arn": "arn:aws:sts::111122223333:federated-user/bob", "accountId": "111122223333", "accessKeyId": "KEY",
                                 "sessionContext": {"sessionIssuer": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/alice",
                                   "accountId": "111122223333", "userName": "alice"},
                                  "attributes": {"creationDate": "2026-03-27T17:08:37Z", "mfaAuthenticated": "true"}}}"""),
                Arguments.of(new Principal.Root(ACCOUNT), Map.of(), """
                        {"type": "Root", "principalId": "111122223333", "arn": "arn:aws:iam::111122223333:root", "accountId": "111122223333",
                         "accessKeyId": "KEY"}"""),
                Arguments.of(new Principal.Service("ec2.amazonaws.com"), Map.of(), """
                        {"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}"""),
                Arguments.of(new Principal.WebIdentity("accounts.google.com", Optional.of("1234")), Map.of(), """
                        {"type": "WebIdentityUser", "principalId": "accounts.google.com:1234", "userName": "1234",
                         "identityProvider": "accounts.google.com"}"""),
                Arguments.of(new Principal.Anonymous(), Map.of(), """
                        {"type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL"}"""));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void aCallerIsWrittenAsCloudTrailWritesIt(Principal principal, Map<String, String> context, String expected) {
        Map<String, List<String>> keys = new HashMap<>();
        context.forEach((key, value) -> keys.put(key, List.of(value)));
        Caller caller = new Caller(principal, ACCOUNT, Optional.of("KEY"), List.of(), new RequestContext(keys));
        AuditRecord entry = AuditRecord.of("id", Instant.EPOCH, caller,
                new ApiCall("iam", "ListUsers", JsonNodeFactory.instance.objectNode()),
                Optional.empty(), Optional.empty(), List.of());
        assertThat(UserIdentity.of(entry)).isEqualTo(JsonMapper.shared().readTree(expected));
    }
}
