package dev.rolecall.lab.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

import dev.rolecall.lab.target.AwsClients;

/** What the lab deploys, forgotten: the key is switched off at its date, then deleted, then its stack, by the schedules in it. */
final class TheKeyDiesByItsScheduleIT {
    private final PlayedAws aws = new PlayedAws();
    private final AwsClients account = aws.clients();
    private Duration ahead = Duration.ZERO;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void andTheStackWithRolesStaysUntilSomebodyDestroysIt() throws IOException, InterruptedException {
        List<String> before = Inventory.of(account);
        Rolecall.Finished deployed = lab().run(aws.arguments("deploy", "--assembly", Assembly.original().toString()));
        assertThat(deployed.code()).as(deployed.err()).isZero();
        Map<String, String> outputs = outputs("RolecallAccessKey");
        Instant expires = Instant.parse(outputs.getOrDefault("ExpiresAt", ""));
        String user = outputs.getOrDefault("UserName", "");
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        assertThat(outputs.get("DeletedAt")).isEqualTo(expires.plus(Duration.ofMinutes(30)).toString());

        goTo(expires.minusSeconds(60));
        assertThat(keys(user)).containsExactly(StatusType.ACTIVE);

        goTo(expires.plusSeconds(1));
        await().untilAsserted(() -> assertThat(keys(user)).containsExactly(StatusType.INACTIVE));

        goTo(expires.plus(Duration.ofMinutes(5)).plusSeconds(1));
        await().untilAsserted(() -> assertThat(keys(user)).isEmpty());
        assertThat(stacks()).containsExactlyInAnyOrder("RolecallAccessKey", "RolecallKeyless");

        goTo(expires.plus(Duration.ofMinutes(30)).plusSeconds(1));
        await().untilAsserted(() -> assertThat(stacks()).containsExactly("RolecallKeyless"));
        assertThat(Inventory.of(account)).contains("role EC2-S3-Role").noneMatch(line -> line.contains("RolecallAccessKey"));
        assertThat(isThere(user)).isFalse();

        // Its schedules have done their work, and the command goes by the machine's clock.
        goTo(Instant.now());
        Rolecall.Finished destroyed = lab().run(aws.arguments("destroy", "--json"));
        assertThat(destroyed.code()).as(destroyed.err() + destroyed.out()).isZero();
        assertThat(destroyed.json().path("removed").valueStream().map(name -> name.asString())).containsExactly("RolecallKeyless");
        assertThat(Inventory.of(account)).isEqualTo(before);
    }

    private Rolecall lab() throws IOException {
        Path own = Files.createTempDirectory(folder, "run");
        return new Rolecall(own).with(PlayedAws.environment(aws.administrator(), own));
    }

    private void goTo(Instant time) {
        Duration now = Duration.between(Instant.now(), time);
        aws.advance(now.minus(ahead));
        ahead = now;
    }

    private Map<String, String> outputs(String stack) {
        return account.cloudFormation().describeStacks(describe -> describe.stackName(stack)).stacks().getFirst().outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private List<StatusType> keys(String user) {
        return account.iam().listAccessKeys(list -> list.userName(user)).accessKeyMetadata().stream().map(AccessKeyMetadata::status)
                .toList();
    }

    private boolean isThere(String user) {
        try {
            return account.iam().getUser(get -> get.userName(user)).user() != null;
        } catch (NoSuchEntityException e) {
            return false;
        }
    }

    /** Those that are not deleted. */
    private List<String> stacks() {
        return account.cloudFormation().describeStacksPaginator().stacks().stream().map(Stack::stackName)
                .filter(name -> !name.equals("CDKToolkit")).toList();
    }
}
