package dev.rolecall.iam.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatternsMeetTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"a*,*b,true", "a*,b*,false", "a?,ab,true", "a?,a,false", "*,'',true", "!,a/b,false", "!/*,a/b,true", "!,a*,true",
            "!,a/*,false"})
    void whereATextFitsBoth(String one, String other, boolean meet) {
        assertThat(Patterns.overlap(one, other)).isEqualTo(meet);
        assertThat(Patterns.overlap(other, one)).isEqualTo(meet);
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({"*,a*,true", "a*,*,false", "s3:Get*,s3:GetObject,true", "s3:GetObject,s3:Get*,false", "a?,a*,false", "ab,a?,false"})
    void oneCoversTheOther(String wider, String narrower, boolean covers) {
        assertThat(Patterns.covers(wider, narrower)).isEqualTo(covers);
    }

    @Property
    void onePatternThatCoversAnotherMeetsItToo(@ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String one,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String text) {
        assertThat(Patterns.covers(one, text)).isEqualTo(Patterns.overlap(one, text));
        assertThat(Patterns.covers(one, one)).isTrue();
    }

    @Test
    void starsDoNotMakeItSlow() {
        assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThat(Patterns.overlap("*a".repeat(1000) + "b", "a*".repeat(1000))).isTrue());
    }
}
