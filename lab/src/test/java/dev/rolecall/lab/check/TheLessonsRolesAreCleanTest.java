package dev.rolecall.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.check.Finding;
import dev.rolecall.iam.check.PolicyCheck;
import dev.rolecall.iam.check.Severity;

/** The permissions of the CDK app, as its own snapshot has them, pass the check that the lab offers for everybody's. */
final class TheLessonsRolesAreCleanTest {
    private static final Path SNAPSHOT = Path.of("../infra/src/test/resources/permissions.json");
    private static final String ACCOUNT = "111122223333";
    /** What CloudFormation would put in place of references. */
    private static final Map<String, String> VALUES = Map.of("LessonBucket", "arn:aws:s3:::lesson", "(Function|Task)LogGroup",
            "arn:aws:logs:us-east-1:111122223333:log-group:reader:*", "User", "arn:aws:iam::111122223333:user/Reader",
            "ExpiryGroup",
            "arn:aws:scheduler:us-east-1:111122223333:schedule-group/Expiry", "AWS::StackId",
            "arn:aws:cloudformation:us-east-1:111122223333:stack/RolecallAccessKey/1", "AWS::Partition", "aws", "AWS::AccountId", ACCOUNT,
            "AWS::Region", "us-east-1");

    @TestFactory
    Stream<DynamicTest> everyRole() throws IOException {
        List<Map.Entry<String, JsonNode>> roles = resources("AWS::IAM::Role");
        assertThat(roles).hasSize(6);
        return roles.stream().map(role -> DynamicTest.dynamicTest(role.getKey(),
                () -> assertThat(findings(role.getValue())).filteredOn(finding -> finding.severity().atLeast(Severity.MEDIUM)).isEmpty()));
    }

    @Test
    void whatIsFoundInTheirTrustIsWhatWasDecided() throws IOException {
        assertThat(resources("AWS::IAM::Role")).flatExtracting(role -> findings(role.getValue())).extracting(Finding::rule)
                .as("docs/decisions/0001 and 0012").containsOnly("if-exists-allow");
    }

    @Test
    void theUserIsFound() throws IOException {
        assertThat(resources("AWS::IAM::User")).singleElement().satisfies(user -> {
            ObjectNode named = ((ObjectNode) user.getValue()).put("UserName", "Reader");
            assertThat(findings(named)).extracting(Finding::rule).containsExactly("user-not-role");
        });
    }

    private static List<Finding> findings(JsonNode entity) {
        return PolicyCheck.findings(entity.toString(), Optional.of(ACCOUNT));
    }

    private static List<Map.Entry<String, JsonNode>> resources(String type) throws IOException {
        String text = Files.readString(SNAPSHOT);
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            text = text.replaceAll("\\$\\{" + value.getKey() + "([0-9A-F]{8}\\.Arn)?}", value.getValue());
        }
        return JsonMapper.shared().readTree(text).valueStream().flatMap(stack -> stack.propertyStream())
                .filter(resource -> resource.getValue().path("Type").asString().equals(type)).toList();
    }
}
