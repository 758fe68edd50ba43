package dev.rolecall.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal names the place by JSON Pointer and says what IAM says. */
final class MalformedPoliciesAreRefusedTest {
    private static final String GOOD = "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // pointer | document | part of the message
            "/Colour          | {'Colour':'red','Statement':{G}}                                    | Unknown field Colour",
            "/Version         | {'Version':'2012-10-18','Statement':{G}}                            | valid version string",
            "``               | {'Version':'2012-10-17'}                                            | Missing required field Statement",
            "/Statement       | {'Statement':[]}                                                    | at least one statement",
            "/Statement/1     | {'Statement':[{G},'x']}                                             | An object is expected",
            "/Statement/0/Mood | {'Statement':[{G,'Mood':'good'}]}                                  | Unknown field Mood",
            "/Statement       | {'Statement':{'Action':'s3:Get*','Resource':'*'}}                   | Missing required field Effect",
            "/Statement/Effect | {'Statement':{'Effect':'allow','Action':'s3:Get*','Resource':'*'}} | Effect is Allow or Deny",
            "/Statement/0     | {'Statement':[{'Effect':'Allow','Resource':'*'}]}                   | must contain actions",
            "/Statement/0/Action | {'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]}    | must contain actions",
            "/Statement/0     | {'Statement':[{'Effect':'Allow','Action':'s3:Get*'}]}              | must contain resources",
            "/Statement/0/NotAction | {'Statement':[{G,'NotAction':'s3:*'}]}                        | exclude each other",
            "/Statement/0/NotResource | {'Statement':[{G,'NotResource':'*'}]}                       | exclude each other",
            "/Statement/0/Action/1 | {'Statement':[{'Effect':'Deny','Action':['s3:Get*','GetObject'],'Resource':'*'}]} | prefaced by a vendor",
            "/Statement/0/Action | {'Statement':[{'Effect':'Deny','Action':7,'Resource':'*'}]}      | A string is expected",
            "/Statement/0/Resource | {'Statement':[{'Effect':'Deny','Action':'*','Resource':'demo'}]} | must be in ARN format",
            "/Statement/0/Principal | {'Statement':[{G,'Principal':'*'}]}                           | should not specify a principal",
            "/Statement/0/Sid | {'Statement':[{G,'Sid':'read it'}]}                                 | must be alpha-numeric",
            "/Statement/1/Sid | {'Statement':[{G,'Sid':'a'},{G,'Sid':'a'}]}                         | must be unique",
            "/Statement/0/Condition/StringIs | {'Statement':[{G,'Condition':{'StringIs':{'a:b':'c'}}}]} | Invalid Condition type : StringIs",
            "/Statement/0/Condition/NullIfExists | {'Statement':[{G,'Condition':{'NullIfExists':{'a:b':'true'}}}]} | Invalid Condition type",
            "/Statement/0/Condition/StringLike/a:b~1c | {'Statement':[{G,'Condition':{'StringLike':{'a:b/c':{}}}}]} | A string, a number or a boolean",
            "/Statement/0/Effect | {'Statement':[{G,'Effect':'Deny'}]}                              | invalid Json",
    })
    void inPoliciesOfIdentities(String pointer, String document, String message) {
        refused(pointer, document, message, PolicyKind.IDENTITY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "/Statement/0     | {'Statement':[{G}]}                                                 | Missing required field Principal",
            "/Statement/0/Principal | {'Statement':[{G,'Principal':'alice'}]}                       | Invalid principal in policy",
            "/Statement/0/Principal/AWS | {'Statement':[{G,'Principal':{'AWS':'arn:aws:iam::111122223333:user/*'}}]} | Invalid principal in policy",
            "/Statement/0/Principal/AWS/1 | {'Statement':[{G,'Principal':{'AWS':['*','1234']}}]}    | Invalid principal in policy",
            "/Statement/0/Principal/Aws | {'Statement':[{G,'Principal':{'Aws':'*'}}]}               | Unknown field Aws",
            "/Statement/0/NotPrincipal | {'Statement':[{G,'Principal':'*','NotPrincipal':'*'}]}     | exclude each other"})
    void inPoliciesOfResources(String pointer, String document, String message) {
        refused(pointer, document, message, PolicyKind.RESOURCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "/Statement/0/Resource | {'Statement':[{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole','Resource':'*'}]} | prohibited field Resource",
            "/Statement/0/Action | {'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject'}]} | STS AssumeRole actions"})
    void inTrustPolicies(String pointer, String document, String message) {
        refused(pointer, document, message, PolicyKind.TRUST);
    }

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

    private static void refused(String pointer, String document, String message, PolicyKind kind) {
        assertThatExceptionOfType(MalformedPolicyException.class).isThrownBy(() -> PolicyDocument.parse(json(document), kind))
                .withMessageContaining(message).satisfies(refusal -> assertThat(refusal.pointer()).isEqualTo(pointer));
    }

    private static String json(String text) {
        return text.replaceAll("\\bG\\b", GOOD).replace('\'', '"');
    }
}
