package dev.rolecall.lab.cleanup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names by which everything of one learner's lab is found, as the CDK app gives them.
 *
 * @param prefix the learner's own, which tells several labs in one account apart
 */
public record LabNames(Optional<String> prefix) {
    private static final String KEYLESS = "RolecallKeyless";
    private static final int KEPT = 24;
    /** The tag that every resource of a lab carries. */
    public static final String TAG = "rolecall:lab";

    /** The names of the lab that a stack of roles belongs to. */
    public static LabNames ofKeyless(String stackName) {
        return new LabNames(stackName.endsWith("-" + KEYLESS)
                ? Optional.of(stackName.substring(0, stackName.length() - KEYLESS.length() - 1))
                : Optional.empty());
    }

    /** The lab's own name, the value of {@link #TAG}. */
    public String lab() {
        return named("rolecall");
    }

    /** The stacks, in the order in which they can be deleted. */
    public List<String> stacks() {
        return List.of(named("RolecallTask"), named("RolecallAccessKey"), named(KEYLESS));
    }

    /** The one role that has a name of its own. */
    String role() {
        return named("EC2-S3-Role");
    }

    /** Whether something bears the lab's name, or one that CloudFormation made from a stack's. */
    boolean isOurs(String name) {
        return name.equals(role()) || generatedPrefixes().anyMatch(name::startsWith);
    }

    /** The same for buckets, whose names are lower-case. */
    boolean isOurBucket(String name) {
        return generatedPrefixes().map(prefix -> prefix.toLowerCase(Locale.ROOT)).anyMatch(name::startsWith);
    }

    /**
     * What names begin with that CloudFormation generates. It shortens the stack's name where the whole would be too long; AWS does not say to
     * how much, and this counts on its first characters. They hold a whole prefix, which has 21 at most, and more.
     */
    public Stream<String> generatedPrefixes() {
        return stacks().stream().map(stack -> stack + "-").map(prefix -> prefix.substring(0, Math.min(KEPT, prefix.length())))
                .distinct();
    }

    private String named(String name) {
        return prefix.map(before -> before + "-" + name).orElse(name);
    }
}
