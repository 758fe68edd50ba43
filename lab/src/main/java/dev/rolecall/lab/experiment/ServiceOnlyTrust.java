package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.sts.model.StsException;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Capability;
import dev.rolecall.lab.target.ServiceError;

/**
 * Asks as whoever runs this for the role of the instance, which trusts EC2 alone, and for one that trusts its account: a role of the CDK bootstrap.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record ServiceOnlyTrust() implements Experiment {
    private static final String BOOTSTRAP = "CDKToolkit";
    private static final String TRUSTS_THE_ACCOUNT = "DeploymentActionRole";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.ENFORCES_POLICIES);
    }

    @Override
    public Observation perform(Scene scene) {
        String deploys = scene.clients().cloudFormation().describeStackResources(describe -> describe.stackName(BOOTSTRAP)).stackResources()
                .stream().filter(resource -> resource.logicalResourceId().equals(TRUSTS_THE_ACCOUNT)).map(StackResource::physicalResourceId)
                .findFirst().orElseThrow(() -> LabException.brokeOff("The stack " + BOOTSTRAP + " has no " + TRUSTS_THE_ACCOUNT + "."));
        return Observation.of(Finding.control("a role that trusts the account", "given", assume(scene, deploys)),
                Finding.of("the role that trusts EC2", "refused AccessDenied", assume(scene, scene.keyless().output("InstanceRoleName"))));
    }

    /** The session that may come of it is not used, and ends by itself. */
    private static String assume(Scene scene, String roleName) {
        String arn = scene.clients().iam().getRole(get -> get.roleName(roleName)).role().arn();
        try {
            scene.clients().sts().assumeRole(assume -> assume.roleArn(arn).roleSessionName("rolecall-prove"));
            return "given";
        } catch (StsException e) {
            return "refused " + ServiceError.of(e).code();
        }
    }
}
