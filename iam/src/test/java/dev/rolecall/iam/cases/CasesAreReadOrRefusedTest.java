package dev.rolecall.iam.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.Principal;
import dev.rolecall.iam.RequestContext;

/** A text of cases gives all of them, or says which field of which case is wrong. */
final class CasesAreReadOrRefusedTest {
    private static final String SESSION = """
            {"type": "role-session", "arn": "arn:aws:sts::111122223333:assumed-role/Reader/i-0abc", "accountId": "111122223333",
             "roleArn": "arn:aws:iam::111122223333:role/lesson/Reader", "userId": "AROAEXAMPLE:i-0abc", "principalTags": {"team": "blue"}}""";
    private static final String ALLOW = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}""";
    private static final String CASE = """
            {"id": "one", "why": "because", "note": 7, "principal": %s, "identityPolicies": [%s], "action": "s3:GetObject",
             "resource": "arn:aws:s3:::demo/x", "resourceAccount": "111122223333", "context": {"aws:TagKeys": ["a", "b"], "k": "v"},
             "expected": "Allow"}""".formatted(SESSION, ALLOW);

    @Test
    void aCaseIsReadWithEverythingInIt() {
        PolicyCase one = PolicyCase.readAll("[" + CASE + "]").getFirst();

        assertThat(one.id()).isEqualTo("one");
        assertThat(one.why()).contains("because");
        assertThat(one.expected()).contains(Expectation.ALLOW);
        assertThat(one.request().principal()).isEqualTo(new Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/Reader/i-0abc",
                "111122223333", "arn:aws:iam::111122223333:role/lesson/Reader", "AROAEXAMPLE", "i-0abc"));
        assertThat(one.request().resourceAccount()).contains("111122223333");
        assertThat(one.policies().identity()).extracting("name").containsExactly("identityPolicies/0");
        assertThat(one.isFailedBy(one.decide())).isFalse();
    }

    @Test
    void theContextHasWhatTheCaseListsAndNothingElse() {
        RequestContext context = PolicyCase.readAll("[" + CASE + "]").getFirst().request().context();

        assertThat(context.values()).hasSize(2);
        assertThat(context.get("aws:TagKeys")).contains(List.of("a", "b"));
        assertThat(context.get("aws:PrincipalTag/team")).isEmpty();
    }

    @Test
    void aFieldThatIsNullIsAbsent() {
        String json = changed("/permissionsBoundary", "null", changed("/expected", "null", changed("/context", "null", CASE)));
        PolicyCase one = PolicyCase.readAll("[" + json + "]").getFirst();

        assertThat(one.policies().boundary()).isEmpty();
        assertThat(one.request().context()).isEqualTo(RequestContext.empty());
        assertThat(one.expected()).isEmpty();
        assertThat(one.isFailedBy(one.decide())).as("nothing was expected").isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"user|{'arn':'arn:aws:iam::111122223333:user/people/alice'}|User",
            "root|{}|Root", "service|{'service':'ec2.amazonaws.com'}|Service", "anonymous|{'arn':null,'accountId':null}|Anonymous",
            "federated-user|{'arn':'arn:aws:sts::111122223333:federated-user/bob','parentUserArn':'arn:aws:iam::111122223333:user/alice'}"
                    + "|FederatedUser",
            "web-identity|{'provider':'accounts.google.com'}|WebIdentity",
            "saml|{'provider':'arn:aws:iam::111122223333:saml-provider/Idp'}|Saml"})
    void everyTypeOfPrincipalIsRead(String type, String fields, String kind) {
        ObjectNode principal = JsonMapper.shared().createObjectNode().put("type", type).put("accountId", "111122223333");
        JsonMapper.shared().readTree(fields.replace('\'', '"')).properties()
                .forEach(field -> principal.set(field.getKey(), field.getValue()));

        Principal read = PolicyCase.readAll("[" + changed("/principal", principal.toString(), CASE) + "]").getFirst().request().principal();

        assertThat(read.getClass().getSimpleName()).isEqualTo(kind);
        if (read instanceof Principal.User user) {
            assertThat(user.userName()).as("taken from the ARN").isEqualTo("alice");
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"/id||is missing", "/principal||is missing", "/identityPolicies||is missing",
            "/action||is missing", "/resource||is missing", "/principal/type||is missing", "/principal/arn||is missing",
            "/principal/accountId||is missing", "/principal/roleArn||is missing", "/id|7|must be a string", "/id|''|is empty",
            "/principal|'alice'|must be an object", "/principal/type|'wizard'|or saml, not",
            "/principal/arn|'Reader'|the ARN of a role's session", "/principal/accountId|'1111'|twelve digits",
            "/principal/accountId|'222233334444'|another account", "/principal/principalTags/team|7|must be a string",
            "/identityPolicies|{}|must be an array", "/identityPolicies/0|'x'|must be an object",
            "/action|'GetObject'|an action like s3:GetObject",
            "/action|'s3:*'|an action like s3:GetObject", "/resource|'demo/x'|an ARN, or *", "/resourceAccount|'me'|twelve digits",
            "/context|[]|must be an object", "/context/k|true|a string, or an array of strings",
            "/context/aws:TagKeys/1|2|must be a string",
            "/expected|'allow'|Allow, ImplicitDeny or ExplicitDeny", "/why|1|must be a string",
            "/permissionsBoundary|'x'|must be an object",
            "/identityPolicies/0/Statement/0/Effect|'Perhaps'|Effect is Allow or Deny", "/identityPolicies/0/Statement/0/Action||actions"})
    void aFieldThatIsMissingOrWrongIsNamed(String pointer, String value, String message) {
        String broken = changed(pointer, value, CASE);

        MalformedCaseException refusal = refusal("[" + changed("/id", "\"good\"", CASE) + "," + broken + "]");

        assertThat(refusal.getMessage()).contains(message);
        assertThat(refusal.pointer()).isEqualTo("/1" + (pointer.endsWith("/Action") ? "/identityPolicies/0/Statement/0" : pointer));
        assertThat(refusal.caseId().isPresent()).as("named by its id, where it has one").isEqualTo(!pointer.equals("/id"));
    }

    @Test
    void anIdIsUnique() {
        MalformedCaseException refusal = refusal("[" + CASE + "," + CASE + "]");
        assertThat(refusal.pointer()).isEqualTo("/1/id");
        assertThat(refusal.caseId()).contains("one");
    }

    @Test
    void aTrustPolicyStandsInPlaceOfAResourcePolicy() {
        String trust = """
                {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}""";
        String bucket = """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}}""";
        assertThat(refusal("[" + changed("/trustPolicy", trust, changed("/resourcePolicy", bucket, CASE)) + "]").pointer())
                .isEqualTo("/0/trustPolicy");
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() {
        assertThat(refusal("[\n{\"id\": }]").getMessage()).contains("line 2");
        assertThat(refusal("").getMessage()).contains("must be an array");
        assertThat(refusal("{}").getMessage()).contains("must be an array");
        assertThat(refusal("[{\"id\": \"a\", \"id\": \"b\"}]").getMessage()).contains("Duplicate");
        assertThat(refusal("[" + "[".repeat(100_000)).getMessage()).contains("no JSON");
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefused(@ForAll("places") int at, @ForAll("pieces") String piece) {
        String text = "[" + CASE + "]";
        int from = Math.min(at, text.length());
        try {
            PolicyCase.readAll(text.substring(0, from) + piece + text.substring(Math.min(from + 2, text.length())))
                    .forEach(PolicyCase::decide);
        } catch (MalformedCaseException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            assertThat(refused.pointer()).matches("(?s)|/.*");
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, CASE.length() + 1);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("", "\"", "{", "}", "[", "]", ",", ":", "null", "7", "true", "\\", "${", "*", "arn:", "\u0000", "\ud800",
                "1e999999999", "[[[[");
    }

    private static MalformedCaseException refusal(String text) {
        return Optional.ofNullable(catchThrowableOfType(MalformedCaseException.class, () -> PolicyCase.readAll(text))).orElseThrow();
    }

    /** The case with another value at a place; without a value, the field is taken away. */
    private static String changed(String pointer, @Nullable String value, String json) {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(json);
        int end = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, end));
        String name = pointer.substring(end + 1);
        Optional<JsonNode> node = Optional.ofNullable(value).map(text -> JsonMapper.shared().readTree(text.replace('\'', '"')));
        switch (parent) {
            case ObjectNode object -> node.ifPresentOrElse(found -> object.set(name, found), () -> object.remove(Set.of(name)));
            case ArrayNode array -> array.set(Integer.parseInt(name), node.orElseThrow());
            default -> throw new IllegalArgumentException(pointer);
        }
        return root.toString();
    }
}
