package dev.rolecall.iam.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FilesThatPeopleHaveAreReadTest {
    private static final String WIDE = "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
    private static final String QUOTED = "\"" + WIDE.replace("\"", "\\\"") + "\"";
    private static final String TRUST = "\"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", "
            + "\"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {//
            "a policy | WIDE | /Statement/Action", //
            "a list of policies | [WIDE] | /0/Statement/Action", //
            "a list of policies with names | [{`PolicyName`: `P`, `PolicyDocument`: WIDE}] | /0/PolicyDocument/Statement/Action", //
            "a policy in a string | QUOTED | ``", //
            "get-role-policy | {`RoleName`: `R`, `PolicyName`: `P`, `PolicyDocument`: WIDE} | /PolicyDocument/Statement/Action", //
            "get-policy-version | {`PolicyVersion`: {`Document`: WIDE, `VersionId`: `v1`}} | /PolicyVersion/Document/Statement/Action", //
            "get-role with policies added | {`Role`: {`RoleName`: `R`, TRUST, `Policies`: [WIDE]}} | /Role/Policies/0/Statement/Action", //
            "RoleDetail | {`RoleName`: `R`, TRUST, `RolePolicyList`: [{`PolicyName`: `P`, `PolicyDocument`: WIDE}]} | /RolePolicyList/0/PolicyDocument/Statement/Action", //
            "RoleDetail, documents as strings | {`RoleName`: `R`, TRUST, `RolePolicyList`: [{`PolicyName`: `P`, `PolicyDocument`: QUOTED}]} | /RolePolicyList/0/PolicyDocument", //
            "by name | {`RoleName`: `R`, TRUST, `policies`: {`a/b`: WIDE}} | /policies/a~1b/Statement/Action", //
            "an attached policy with its document | {`RoleName`: `R`, TRUST, `AttachedManagedPolicies`: [{`PolicyName`: `P`, `PolicyDocument`: WIDE}]} | /AttachedManagedPolicies/0/PolicyDocument/Statement/Action", //
            "a group | {`GroupDetailList`: [{`GroupName`: `G`, `GroupPolicyList`: [{`PolicyName`: `P`, `PolicyDocument`: WIDE}]}]} | /GroupDetailList/0/GroupPolicyList/0/PolicyDocument/Statement/Action"})
    void aPolicyIsFoundWhereverItStands(String what, String file, String path) {
        String json = file.replace("WIDE", WIDE).replace("QUOTED", QUOTED).replace("TRUST", TRUST).replace('`', '"');

        assertThat(PolicyCheck.findings(json, Optional.empty())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("full-access");
            assertThat(finding.path()).isEqualTo(path);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "17", "{\"Version\": \"2012-10-17\"}", "{\"Statement\": [], \"Statement\": []}",
            "[1e999999999999]"})
    void whatIsNeitherIsRefusedWithAReason(String file) {
        assertThatThrownBy(() -> PolicyCheck.findings(file, Optional.empty())).isInstanceOf(UnreadableFileException.class)
                .hasMessageMatching("(?s)is .+\\.");
    }

    @Test
    void everyMistakeIsToldAndNotOnlyTheFirst() {
        List<Finding> found = PolicyCheck.findings("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Grant", "Action": "s3:GetObject", "Resource": "*"},
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lesson/*"},
                  {"Effect": "Allow", "Action": "s3-GetObject", "Resource": "*"}]}""", Optional.empty());

        assertThat(found).extracting(Finding::path).containsExactly("/Statement/0/Effect", "/Statement/2/Action");
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.ERROR);
    }

    @Test
    void theWorstComesFirst() {
        assertThat(PolicyCheck.findings("""
                {"RoleName": "R", "MaxSessionDuration": 7200, "AssumeRolePolicyDocument": {"Statement": [
                  {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}, "Policies": ["..."]}""", Optional.empty()))
                .extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.HIGH, Severity.LOW, Severity.INFO);
    }

    @Test
    void everyPathIsThereInTheFile() {
        assertThat(WeaknessCase.all()).allSatisfy(one -> {
            JsonNode file = JsonMapper.shared().readTree(one.weak());
            assertThat(PolicyCheck.findings(one.weak(), one.account())).allSatisfy(
                    finding -> assertThat(file.at(JsonPointer.compile(finding.path())).isMissingNode()).as(finding.path()).isFalse());
        });
    }
}
