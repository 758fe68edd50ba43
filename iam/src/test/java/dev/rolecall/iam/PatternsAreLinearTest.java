package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wildcards, held against a regular expression that is known to be right, and against patterns made to be slow. */
final class PatternsAreLinearTest {

    @Property(tries = 3000)
    void aPatternMatchesWhatTheSameRegularExpressionMatches(
            @ForAll @StringLength(max = 8) @Chars({'a', 'b', '*', '?'}) String pattern,
            @ForAll @StringLength(max = 10) @CharRange(from = 'a', to = 'b') String text) {
        String regex = pattern.chars().mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        assertThat(Glob.of(pattern).matches(text)).as("%s against %s", pattern, text).isEqualTo(text.matches(regex));
    }

    @Example
    void literalTextHasNoWildcards() {
        Glob.Builder builder = new Glob.Builder();
        builder.pattern("a*");
        builder.literal("*?");
        assertThat(builder.build().matches("abc*?")).isTrue();
    }

    /** The pattern over which other emulators take from 40 seconds to for ever. */
    @Test
    void manyStarsAgainstALongTextTakeNoTime() {
        String hostile = "*a".repeat(5_000) + "b";
        String text = "a".repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(Glob.of("*a*a*a*a*a*a*a*a").matches(text + "c")).isFalse();
                assertThat(Glob.of(hostile).matches(text)).isFalse();
                assertThat(Glob.of("?*".repeat(5_000)).matches(text)).isTrue();
            }
        });
    }

    /** A star that may reach over colons has as little to go back to as any other. */
    @Test
    void manyColonsAgainstAResourceThatReachesOverThemTakeNoTime() {
        ResourcePattern hostile = ResourcePattern.of("arn:aws:s3:*:*:" + "*a:".repeat(5_000) + "b", LanguageVersion.V2012_10_17);
        Question question = Question.of(request("arn:aws:s3:" + "a:".repeat(50_000)), false);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(hostile.matches(question)).isFalse();
            }
        });
    }

    @Test
    void manyStatementsAreReadAndDecidedAtOnce() {
        String statement = "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::demo/${a:b}/*\",\"Condition\":{\"StringLike\":{\"a:c\":\"y*\"}}}";
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + (statement + ",").repeat(5_999) + statement + "]}";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            NamedPolicy policy = new NamedPolicy("large", PolicyDocument.parse(json, PolicyKind.IDENTITY));
            assertThat(Evaluator.evaluate(request("arn:aws:s3:::demo/z"), PolicySet.ofIdentity(List.of(policy))).allowed()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${a", "${ ", "$", "}", "${,'", "${a:b, 'x", "{", "${a:b}", "*", "?", ":", "'", "*a"})
    void aMegabyteOfPolicyIsReadAndDecidedAtOnce(String piece) {
        String resource = "arn:aws:s3:::" + piece.repeat(1_000_000 / piece.length());
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"" + resource
                + "\",\"Condition\":{\"StringLike\":{\"a:c\":\"" + resource + "\"},\"ArnLike\":{\"a:c\":\"" + resource + "\"}}}}";
        AccessRequest request = request("arn:aws:s3:::" + "a".repeat(1_000));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            NamedPolicy policy = new NamedPolicy("large", PolicyDocument.parse(json, PolicyKind.IDENTITY));
            assertThat(Evaluator.evaluate(request, PolicySet.ofIdentity(List.of(policy))).allowed()).isFalse();
        });
    }

    private static AccessRequest request(String resource) {
        return new AccessRequest(new Principal.User("arn:aws:iam::111122223333:user/a", "111122223333", "a", "AIDAEXAMPLE"), "s3:GetObject",
                resource, Optional.empty(), RequestContext.of(Map.of("a:b", "x", "a:c", "y")));
    }
}
