package dev.rolecall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.Machines;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.whole.PlayedAws;

/**
 * A refusal that comes while a change of IAM is still spreading is looked at again.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">Changes that I
 *      make are not always immediately visible</a>
 */
final class WaitingUntilIamHasSettledTest {
    private static final Instant PUT = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant FINISHED = PUT.plusSeconds(100);
    private static final Pace PACE = new Pace(Duration.ZERO, Duration.ofMinutes(20), Duration.ofSeconds(60));
    private static final Lesson LESSON = new Lesson(Set.of(Workload.EC2_ROLE),
            Map.of(Part.KEYLESS, new DeployedStack("id", "RolecallKeyless", Map.of("InstanceId", "i-1"))), Map.of(), Map.of());
    private static final PlayedAws AWS = new PlayedAws();

    @AfterAll
    static void stop() {
        AWS.close();
    }

    @Test
    void aRefusalWithinTheTimeIsLookedAtAgain() throws InterruptedException {
        Evidence evidence = ask(refused(FINISHED.plusSeconds(10)), refused(FINISHED.plusSeconds(59)), read(FINISHED.plusSeconds(70)));
        assertThat(evidence.outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void aRefusalAfterItStands() throws InterruptedException {
        Evidence evidence = ask(refused(FINISHED.plusSeconds(10)), refused(FINISHED.plusSeconds(60)), read(FINISHED.plusSeconds(70)));
        assertThat(evidence.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(evidence.since()).isEqualTo(FINISHED.plusSeconds(60));
    }

    @Test
    void theTimeOfAKeyBeginsWithItsStackAndNotWithTheObject() {
        Demo.Stage stage = new Demo.Stage(PUT, FINISHED, LESSON);
        assertThat(stage.principalMade(Workload.LAMBDA_KEY)).isEqualTo(FINISHED);
        assertThat(stage.principalMade(Workload.LAMBDA_ROLE)).isEqualTo(PUT);
    }

    @Test
    void whatWasReadNeedsNoTime() throws InterruptedException {
        assertThat(ask(read(PUT.plusSeconds(1))).outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void anErrorThatIamHasNoPartInStandsAtOnce() throws InterruptedException {
        assertThat(ask(line(FINISHED.plusSeconds(1), "failed", "NoSuchKey"), read(FINISHED.plusSeconds(70))).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    /** The console at one look after the other. */
    private static Evidence ask(String... consoles) throws InterruptedException {
        Iterator<String> looks = List.of(consoles).iterator();
        Machines machines = new Machines() {
            @Override
            public String console(String instanceId) {
                return looks.next();
            }

            @Override
            public Optional<String> profile(String instanceId) {
                return Optional.empty();
            }
        };
        try (Undo undo = new Undo()) {
            return new Witness(AWS.clients(), machines, PACE, () -> PUT, undo)
                    .ask(Workload.EC2_ROLE, LESSON, PUT, FINISHED.plus(PACE.settling())).evidence();
        }
    }

    private static String refused(Instant since) {
        return line(since, "refused", "AccessDenied");
    }

    private static String line(Instant since, String outcome, String code) {
        return "rolecall-evidence {\"workload\":\"ec2-role\",\"at\":\"" + since + "\",\"outcome\":\"" + outcome
                + "\",\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"},\"secretOnDisk\":[]}\n";
    }

    private static String read(Instant since) {
        return "rolecall-evidence {\"workload\":\"ec2-role\",\"at\":\"" + since + "\",\"outcome\":\"read\",\"secretOnDisk\":[]}\n";
    }
}
