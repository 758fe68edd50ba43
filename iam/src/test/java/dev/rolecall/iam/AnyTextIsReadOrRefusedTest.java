package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

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
        decideOrRefuse(text.toString(), kind, value);
    }

    @Property(tries = 3000)
    void anyValueWithAnyOperator(@ForAll("operators") String operator, @ForAll("texts") String wanted, @ForAll("texts") String found) {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{"
                + "\"" + operator + "\":{\"a:b\":" + JsonMapper.shared().writeValueAsString(wanted) + "}}}}";
        decideOrRefuse(json, PolicyKind.IDENTITY, found);
    }

    @Property(tries = 3000)
    void anyResourceAndAnyAction(@ForAll("texts") String resource, @ForAll("texts") String action, @ForAll("texts") String found,
            @ForAll PolicyKind kind) {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"*\","
                + JsonMapper.shared().writeValueAsString(action) + "],\"Resource\":" + JsonMapper.shared().writeValueAsString(resource)
                + (kind == PolicyKind.IDENTITY ? "" : ",\"Principal\":{\"AWS\":" + JsonMapper.shared().writeValueAsString(found) + "}")
                + "}}";
        decideOrRefuse(json, kind, found);
    }

    /** A stretch of the document gives way to a piece. */
    record Edit(int at, int length, String piece) {}

    private static void decideOrRefuse(String json, PolicyKind kind, String value) {
        try {
            NamedPolicy policy = new NamedPolicy("p", PolicyDocument.parse(json, kind));
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

    /** Every operator, also with what may stand around it. */
    @Provide
    Arbitrary<String> operators() {
        return Combinators.combine(Arbitraries.of("", "ForAllValues:", "ForAnyValue:"), Arbitraries.of(Comparison.values()),
                Arbitraries.of("", "IfExists"))
                .as((set, comparison, ifExists) -> set + comparison.name().replace("_", "").toLowerCase(Locale.ROOT) + ifExists);
    }

    /** Text of the pieces that ARNs, patterns, variables, dates, numbers and addresses are made of. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("arn:", "aws:", "s3:", ":", "::", "*", "?", "$", "{", "}", "${", "${a:b}", "${a:b, 'x'}", "'", ",", "/", " ",
                "a", "Z", "é", "\ud83d", "\u0000", "111122223333", "user/", "role/", "-", "+", ".", "0", "9", "2026", "-11-24", "T10:30",
                "Z",
                "1e9", "fe80", "%", "/24", "=", "QQ==", "\\", "\"").list().ofMaxSize(9).map(pieces -> String.join("", pieces));
    }
}
