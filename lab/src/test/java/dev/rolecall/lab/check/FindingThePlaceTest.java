package dev.rolecall.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A finding has a JSON Pointer; an editor wants lines and columns. */
final class FindingThePlaceTest {
    private static final String JSON = """
            {
              "a/b": [ 1, "two" ],
              "c": { "d~": { },
                "e": "ü\\n𝄞", "f": null }
            }
            """;

    @ParameterizedTest(name = "at {0}")
    @CsvSource({"'',1,1,5,2", "/a~1b,2,10,2,22", "/a~1b/0,2,12,2,13", "/a~1b/1,2,15,2,20", "/c,3,8,4,30", "/c/d~0,3,16,3,19",
            "/c/e,4,10,4,17",
            "/c/f,4,24,4,28", "/c/g/h,3,8,4,30"})
    void ofAValue(String pointer, int startLine, int startColumn, int endLine, int endColumn) {
        assertThat(Regions.of(JSON).at(pointer)).isEqualTo(new Regions.Region(startLine, startColumn, endLine, endColumn));
    }
}
