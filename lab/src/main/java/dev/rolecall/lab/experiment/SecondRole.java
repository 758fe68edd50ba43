package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import software.amazon.awssdk.services.iam.model.IamException;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.ServiceError;

/**
 * Asks to put the function's role into the instance profile of the lesson, beside the one that is there.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html">AddRoleToInstanceProfile</a>
 */
public record SecondRole() implements Experiment {

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_INSTANCES);
    }

    @Override
    public Observation perform(Scene scene) {
        String worn = scene.keyless().output("InstanceRoleName");
        String other = scene.keyless().output("FunctionRoleName");
        String profile = scene.clients().iam().listInstanceProfilesForRole(list -> list.roleName(worn)).instanceProfiles().stream()
                .findFirst()
                .orElseThrow(() -> LabException.brokeOff("The role " + worn + " is in no instance profile.")).instanceProfileName();
        return Observation.of(Finding.of("a second role in the profile", "refused LimitExceeded", add(scene, profile, other)));
    }

    private static String add(Scene scene, String profile, String role) {
        try {
            scene.clients().iam().addRoleToInstanceProfile(add -> add.instanceProfileName(profile).roleName(role));
        } catch (IamException e) {
            return "refused " + ServiceError.of(e).code();
        }
        scene.clients().iam().removeRoleFromInstanceProfile(remove -> remove.instanceProfileName(profile).roleName(role));
        return "added";
    }
}
