package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** A cloud that may write no file beyond a size, which answers its writes as a full disk does. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such limit")
class AFullDiskIsToldAndLosesNothingTest {
    private static final int MOST = 2_000;

    @TempDir
    private Path temporary;

    @Test
    void theRequestIsAnsweredWithAnErrorAndEverythingThatWasAnsweredIsThereAfterwards() throws IOException {
        Random random = new Random(6);
        List<String> made = new ArrayList<>();
        String refused = "";
        // In blocks of 512 bytes.
        try (KeptCloud cloud = KeptCloud.start(temporary, "/bin/sh", "-c", "ulimit -f 1200; exec \"$@\"", "limited");
                IamClient iam = cloud.iam()) {
            while (refused.isEmpty() && made.size() < MOST) {
                String name = "user" + made.size();
                try {
                    iam.createUser(request -> request.userName(name).path("/" + noise(random) + "/"));
                    made.add(name);
                } catch (IamException e) {
                    assertThat(e.statusCode()).isEqualTo(500);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .contains("The state in " + temporary.resolve("state") + " cannot be written");
                    refused = name;
                }
            }
            assertThat(refused).isNotEmpty();
            assertThatThrownBy(iam::listUsers).as("as long as the disk is full").isInstanceOf(IamException.class)
                    .hasMessageContaining("cannot be written");
        }
        try (KeptCloud cloud = KeptCloud.start(temporary); IamClient iam = cloud.iam()) {
            for (String name : made) {
                assertThat(iam.getUser(request -> request.userName(name)).user().userName()).isEqualTo(name);
            }
            String name = refused;
            assertThatThrownBy(() -> iam.getUser(request -> request.userName(name))).isInstanceOf(NoSuchEntityException.class);
        }
        assertThat(made).hasSizeGreaterThan(20);
    }

    /** What does not get smaller where it is compressed. */
    private static String noise(Random random) {
        byte[] bytes = new byte[200];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
