package dev.rolecall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the permissions, and only these, against a file, so that a reviewer sees each change of one. To renew the file:
 * {@code ./mvnw -pl infra -am test -Dtest=PermissionsSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false -Drolecall.renew=true}.
 */
class PermissionsSnapshotTest {
    private static final Path FILE = Path.of("src/test/resources/permissions.json");
    private static final List<String> PROPERTIES = List.of("RoleName", "AssumeRolePolicyDocument", "Policies", "ManagedPolicyArns",
            "PermissionsBoundary", "PolicyDocument", "Roles", "UserName", "GroupName", "ScheduleExpression", "Target");
    private static final List<String> TYPES = List.of("AWS::IAM::", "AWS::S3::BucketPolicy", "AWS::EC2::VPCEndpoint",
            "AWS::Lambda::Permission", "AWS::Scheduler::");

    @Test
    void permissions_are_those_that_were_reviewed() throws IOException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("RolecallKeyless", permissions(Assembly.whole().keyless()));
        all.set("RolecallTask", permissions(Assembly.whole().task()));
        all.set("RolecallAccessKey", permissions(Assembly.whole().accessKey()));
        String now = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all).replace("\r", "")
                + "\n";
        if (Boolean.getBoolean("rolecall.renew")) {
            Files.writeString(FILE, now);
        }
        assertThat(now).isEqualTo(Files.readString(FILE));
    }

    private static JsonNode permissions(JsonNode template) {
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        Intrinsics readable = new Intrinsics(Assembly.whole().keyless(), name -> "${" + name + "}");
        for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
            String type = resource.getValue().path("Type").asString();
            if (TYPES.stream().anyMatch(type::startsWith)) {
                ObjectNode kept = found.putObject(resource.getKey()).put("Type", type);
                PROPERTIES.stream().filter(resource.getValue().path("Properties")::has)
                        .forEach(name -> kept.set(name, readable.resolve(resource.getValue().path("Properties").path(name))));
            }
        }
        return found;
    }
}
