package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No document, however broken, makes the reader or the evaluator throw anything but the documented exception. */
final class AnyTextIsReadOrRefusedTest {
    private static final String DOCUMENT = """
            {"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":["111122223333","*"],
            "Service":"ec2.amazonaws.com"},"Action":["s3:Get*","*"],"NotResource":"arn:aws:s3:::${aws:username, 'x'}/*?",
            "Condition":{"ForAnyValue:StringLike":{"aws:username":["${*}","a"]},"NumericLessThan":{"a:b":7},"IpAddress":{"a:b":"::1/64"},
            "DateLessThan":{"a:b":"2026-02-31"},"ArnLike":{"a:b":"arn:*"},"BinaryEquals":{"a:b":"YQ=="},"Null":{"a:b":false}}}]}""";

    @Property(tries = 3000)
    void aDocumentWithPiecesReplaced(@ForAll("edits") List<Edit> edits, @ForAll PolicyKind kind, @ForAll("values") String value) {
        StringBuilder text = new StringBuilder(DOCUMENT);
        for (Edit edit : edits) {
            int from = Math.min(edit.at(), text.length());
            text.replace(from, Math.min(from + edit.length(), text.length()), edit.piece());
        }
        try {
            NamedPolicy policy = new NamedPolicy("p", PolicyDocument.parse(text.toString(), kind));
            PolicySet policies = kind == PolicyKind.IDENTITY
                    ? PolicySet.ofIdentity(List.of(policy))
                    : PolicySet.none().withResource(policy);
            Decision decision = Evaluator.evaluate(request(value), policies);
            assertThat(ExplanationText.render(decision.explanation())).isNotEmpty();
            assertThat(ExplanationJson.of(decision).path("decision").asString()).isEqualTo(decision.word());
        } catch (MalformedPolicyException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            assertThat(refused.pointer()).matches("(?s)|/.*");
        }
    }

    /** A stretch of the document gives way to a piece. */
    record Edit(int at, int length, String piece) {}

    private static AccessRequest request(String value) {
        return new AccessRequest(new Principal.User(value, "111122223333", value, value), value, value, Optional.empty(),
                RequestContext.builder().put("aws:username", value).put("a:b", List.of(value, value)).build());
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, DOCUMENT.length());
        Arbitrary<String> piece = Arbitraries.of("", "\"", "{", "}", "[", "]", ",", ":", "null", "7", "true", "\\", "${", "'", "*", "arn:",
                "\u0000", "\ud800", "Deny", "NotAction", "1e999999999", "%");
        return at.flatMap(from -> Arbitraries.integers().between(0, 9)
                .flatMap(length -> piece.map(text -> new Edit(from, length, text)))).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("", "alice", "s3:GetObject", "arn:aws:s3:::demo/x", "*", "::1", "127.0.0.1", "1.2.3.400", "2026-13-01",
                "9999-12-31T23:59:60Z", "99999999999", "arn:", "fe80::1%eth0", "\ud800", "1e9");
    }
}
