package dev.rolecall.iam.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An error, because IAM refuses the role with ValidationError. */
final class RolePropertiesRule implements Rule {
    private static final RuleText TEXT = RuleText.of("invalid-property", Severity.ERROR, "A property of a role that IAM does not take",
            "IAM refuses the role with ValidationError.", "Change it to what IAM takes.", "reference_iam-quotas");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final int LEAST_SECONDS = 3600;
    private static final int MOST_SECONDS = 43_200;

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public Stream<Finding> findings(Subject subject) {
        if (subject.owner() != Subject.Owner.ROLE) {
            return Stream.empty();
        }
        List<Finding> found = new ArrayList<>();
        Place role = subject.place();
        role.child("RoleName").filter(name -> !name.node().isString() || !NAME.matcher(name.node().asString()).matches())
                .ifPresent(name -> found.add(TEXT.at(Spot.of(name.pointer()),
                        "A role's name is 1 to 64 letters, digits and characters of +=,.@_-; this is none.")));
        role.child("MaxSessionDuration").filter(duration -> seconds(duration).filter(RolePropertiesRule::inRange).isEmpty())
                .ifPresent(duration -> found.add(TEXT.at(Spot.of(duration.pointer()),
                        "MaxSessionDuration is a number of seconds from 3600 (one hour) to 43200 (twelve hours).")));
        if (!role.has("AssumeRolePolicyDocument", "TrustPolicy", "AssumeRolePolicy")) {
            found.add(TEXT.at(Spot.of(role.pointer()), Severity.ERROR,
                    "A role needs a trust policy, and this one has no AssumeRolePolicyDocument.",
                    "Say in AssumeRolePolicyDocument who may assume the role."));
        }
        return found.stream();
    }

    private static boolean inRange(int seconds) {
        return seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS;
    }

    static Optional<Integer> seconds(Place duration) {
        return duration.node().isInt() ? Optional.of(duration.node().asInt()) : Optional.empty();
    }
}
