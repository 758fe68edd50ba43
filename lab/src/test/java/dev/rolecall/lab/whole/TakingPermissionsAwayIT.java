package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a policy does not say, a workload cannot do; and nobody else is affected. */
final class TakingPermissionsAwayIT {
    @TempDir
    private Path folder;

    @Test
    void theInstanceWithoutItsRolesPermissionIsRefused() throws IOException, InterruptedException {
        Rolecall.Finished run = demonstrate(Assembly.without("ReadLesson", "InstanceRole", "RolecallKeyless", folder));

        assertThat(run.outcomes()).isEqualTo("refused read read read");
        explained(run.workload("ec2-role"));
    }

    @Test
    void theFunctionWithoutItsRolesPermissionIsRefused() throws IOException, InterruptedException {
        Rolecall.Finished run = demonstrate(Assembly.without("ReadLesson", "FunctionRole", "RolecallKeyless", folder));

        assertThat(run.outcomes()).isEqualTo("read read refused read");
        explained(run.workload("lambda-role"));
    }

    @Test
    void withoutTheUsersPolicyTheOtherColumnIsRefused() throws IOException, InterruptedException {
        Rolecall.Finished run = demonstrate(Assembly.without("ReadLesson", "User", "RolecallAccessKey", folder));

        assertThat(run.outcomes()).isEqualTo("read refused read refused");
        explained(run.workload("ec2-key"));
        explained(run.workload("lambda-key"));
    }

    private Rolecall.Finished demonstrate(Path assembly) throws IOException, InterruptedException {
        Rolecall.Finished run = new Rolecall(folder).run("demo", "--json", "--assembly", assembly.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        return run;
    }

    private static void explained(JsonNode workload) {
        JsonNode error = workload.path("error");
        assertThat(error.path("code").asString()).isEqualTo("AccessDenied");
        assertThat(error.path("message").asString()).contains("s3:GetObject");
        assertThat(error.path("explanation").path("summary").asString()).contains("s3:GetObject").contains("lesson/welcome.txt");
        assertThat(workload.has("object")).isFalse();
    }
}
