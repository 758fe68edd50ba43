package dev.rolecall.iam.check;

import java.time.Duration;
import java.util.stream.Stream;

/** Low above an hour, which is AWS's default; medium above four, which outlasts half a working day. */
final class SessionDurationRule implements Rule {
    private static final RuleText TEXT = RuleText.of("long-session", Severity.LOW, "Sessions that may last longer than an hour",
            "A session's credentials work until they end, also after they were stolen: the shorter, the less a thief has of them.",
            "Leave MaxSessionDuration at 3600, unless something runs longer and cannot renew its session.",
            "id_roles_update-role-settings")
            .but("Medium above four hours.");
    private static final int HOUR = 3600;
    private static final int HALF_A_WORKING_DAY = 4 * HOUR;
    private static final int MOST = 12 * HOUR;

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        return subject.place().child("MaxSessionDuration").stream().flatMap(duration -> RolePropertiesRule.seconds(duration)
                .filter(seconds -> seconds > HOUR && seconds <= MOST).stream()
                .map(seconds -> TEXT.at(Spot.of(duration.pointer()), seconds > HALF_A_WORKING_DAY ? Severity.MEDIUM : Severity.LOW,
                        "Sessions of this role may last " + text(Duration.ofSeconds(seconds)) + ".")));
    }

    private static String text(Duration duration) {
        String hours = duration.toHours() + (duration.toHours() == 1 ? " hour" : " hours");
        return duration.toMinutesPart() == 0 ? hours : hours + " and " + duration.toMinutesPart() + " minutes";
    }
}
