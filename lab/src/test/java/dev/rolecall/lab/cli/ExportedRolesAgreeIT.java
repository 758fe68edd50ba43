package dev.rolecall.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.cli.InThisProcess.Ran;
import dev.rolecall.lab.whole.LessonAssembly;
import dev.rolecall.lab.whole.PlayedAws;

/** The lesson's role is the same before it is deployed and after, but for the bucket's name. */
final class ExportedRolesAgreeIT {
    @TempDir
    private Path folder;

    @Test
    void whatTheTemplatesSayIsWhatTheCloudMakes() {
        try (PlayedAws aws = new PlayedAws()) {
            InThisProcess rolecall = new InThisProcess(LessonAssembly.root(), folder);
            Path assembly = LessonAssembly.folder();
            Ran before = rolecall.run(aws.administrator(), "role", "export", "EC2-S3-Role", "--cdk-out", assembly.toString());
            Ran deployed = rolecall.run(aws.administrator(), aws.arguments("deploy", "--assembly", assembly.toString()));
            assertThat(deployed.code()).as(deployed.err()).isZero();
            Ran after = rolecall.run(aws.administrator(), "role", "export", "EC2-S3-Role", "--endpoint", aws.endpoint().toString());

            assertThat(after.code()).as(after.err()).isZero();
            assertThat(withoutTags(before.out())).isEqualTo(withoutTags(
                    after.out().replaceAll("rolecallkeyless-lessonbucket[0-9a-z-]+", bucket(before.out()))));
        }
    }

    private static String bucket(String exported) {
        return exported.replaceFirst("(?s).*:::(LessonBucket[0-9A-F]+)/.*", "$1");
    }

    /** A stack's own tags are not in its template. */
    private static ObjectNode withoutTags(String exported) {
        return ((ObjectNode) JsonMapper.shared().readTree(exported)).remove(Set.of("Tags"));
    }
}
