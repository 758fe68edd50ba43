package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no policy at all; what IAM refuses in one is data, see {@link DocumentsAreReadAsIamReadsThemTest}. */
final class MalformedPoliciesAreRefusedTest {
    private static final String GOOD = "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``", "[]", "null", "7", "{'Statement':{G}} {}", "{'Statement':", "{}}"})
    void whatIsNotOneJsonObject(String document) {
        assertThatExceptionOfType(MalformedPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse(json(document), PolicyKind.IDENTITY));
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        String deep = "{\"Statement\":" + "[".repeat(100_000);
        assertThatExceptionOfType(MalformedPolicyException.class).isThrownBy(() -> PolicyDocument.parse(deep, PolicyKind.IDENTITY));
    }

    @Test
    void theTextOfADocumentIsKeptAsItWasGiven() {
        String text = " {\"Statement\" : {" + GOOD.replace('\'', '"') + "} }\n";
        PolicyDocument document = PolicyDocument.parse(text, PolicyKind.IDENTITY);
        assertThat(document.json()).isEqualTo(text);
        assertThat(PolicyDocument.parse(document.json(), PolicyKind.IDENTITY)).isEqualTo(document);
    }

    private static String json(String text) {
        return text.replaceAll("\\bG\\b", GOOD).replace('\'', '"');
    }
}
