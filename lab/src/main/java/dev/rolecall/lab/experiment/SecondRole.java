package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Capability;

/**
 * Asks to put the function's role into the instance profile of the lesson, beside the one that is there.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html">AddRoleToInstanceProfile</a>
 */
public record SecondRole() implements Experiment {
    private static final String ADDED = "added";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.MAKES_PROFILES);
    }

    @Override
    public Observation perform(Scene scene) {
        String worn = scene.keyless().output("InstanceRoleName");
        String other = scene.keyless().output("FunctionRoleName");
        InstanceProfile profile = scene.clients().iam().listInstanceProfilesForRole(list -> list.roleName(worn)).instanceProfiles()
                .stream().findFirst().orElseThrow(() -> LabException.brokeOff("The role " + worn + " is in no instance profile."));
        return Observation.of(Finding.control("the roles in the profile", worn, roles(profile)),
                add(scene, profile.instanceProfileName(), other).finding("one role more", Answer.refused("LimitExceeded")));
    }

    private static String roles(InstanceProfile profile) {
        return profile.roles().stream().map(Role::roleName).collect(Collectors.joining(" and "));
    }

    /** Where it is taken it is taken out again, also when the run is interrupted in between. */
    private static Answer add(Scene scene, String profile, String role) {
        return scene.undo().begin(() -> {
            Answer answer = Answer.ofLimit(ADDED,
                    () -> scene.clients().iam().addRoleToInstanceProfile(add -> add.instanceProfileName(profile).roleName(role)));
            if (answer.label().equals(ADDED)) {
                scene.clients().iam().removeRoleFromInstanceProfile(remove -> remove.instanceProfileName(profile).roleName(role));
            }
            return answer;
        });
    }
}
