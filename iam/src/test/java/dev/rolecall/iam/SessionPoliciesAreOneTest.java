package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** A session with several policies, inline and managed: {@code access_policies#policies_session}. */
class SessionPoliciesAreOneTest {
    private static final NamedPolicy EVERYTHING = policy("role", "Allow", "*");
    private static final NamedPolicy GET = policy("get", "Allow", "s3:GetObject");
    private static final NamedPolicy PUT = policy("put", "Allow", "s3:PutObject");
    private static final NamedPolicy NO_PUT = policy("no put", "Deny", "s3:PutObject");

    @Test
    void whatAnyOfThemAllowsIsAllowed() {
        assertThat(decide("s3:GetObject", GET, PUT).allowed()).isTrue();
        assertThat(decide("s3:PutObject", GET, PUT).allowed()).isTrue();
    }

    @Test
    void whatNoneOfThemAllowsIsDeniedByTheSessionPolicy() {
        assertThat(decide("s3:DeleteObject", GET, PUT)).isInstanceOfSatisfying(Decision.ImplicitDeny.class,
                denied -> assertThat(denied.layer()).isEqualTo(Layer.SESSION));
    }

    @Test
    void aDenyInAnyOfThemDenies() {
        assertThat(decide("s3:PutObject", GET, PUT, NO_PUT)).isInstanceOfSatisfying(Decision.ExplicitDeny.class,
                denied -> assertThat(denied.layer()).isEqualTo(Layer.SESSION));
    }

    @Test
    void withoutAnyTheSessionIsAsWideAsItsRole() {
        assertThat(decide("s3:DeleteObject").allowed()).isTrue();
    }

    private static Decision decide(String action, NamedPolicy... session) {
        Principal worn = new Principal.RoleSession("arn:aws:sts::111122223333:assumed-role/Reader/i-1", "111122223333",
                "arn:aws:iam::111122223333:role/Reader", "AROAEXAMPLE", "i-1");
        AccessRequest request = new AccessRequest(worn, action, "arn:aws:s3:::lesson/object", Optional.of("111122223333"),
                RequestContext.empty());
        return Evaluator.evaluate(request, PolicySet.ofIdentity(List.of(EVERYTHING)).withSession(List.of(session)));
    }

    private static NamedPolicy policy(String name, String effect, String action) {
        return new NamedPolicy(name, PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": "%s", "Resource": "*"}]}""".formatted(effect, action),
                PolicyKind.IDENTITY));
    }
}
