package dev.rolecall.lab.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.Undo;
import dev.rolecall.lab.demo.Control;
import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Lesson;
import dev.rolecall.lab.demo.Outcome;
import dev.rolecall.lab.demo.Part;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.demo.WorkloadResult;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Capability;

/**
 * What experiments work with: the deployed lesson, and what its workloads have told.
 *
 * @param results of the lesson's workloads
 * @param control what became of the same read with a made-up key; empty where there is no object to read
 * @param stated  what the target says that it cannot do
 * @param copies  for experiments that need an instance of their own
 * @param roles   for those that need a role of their own
 * @param undo    what is to be stopped at the end
 */
public record Scene(AwsClients clients, Lesson lesson, List<WorkloadResult> results, Optional<Control> control,
        Map<Capability, String> stated, Copies copies, OwnRoles roles, Undo undo) {

    /** Why something cannot be done here; empty where it can. */
    public Optional<String> lacks(Capability capability) {
        return Optional.ofNullable(stated.get(capability)).or(() -> switch (capability) {
            case ENFORCES_POLICIES -> notEnforced();
            case MAKES_USERS -> lesson.lacks(Part.ACCESS_KEY, "AWS::IAM::User", "UserName");
            case MAKES_PROFILES -> lesson.lacks(Part.KEYLESS, "AWS::IAM::InstanceProfile", "InstanceRoleName", "FunctionRoleName");
            case RUNS_INSTANCES -> notShown(Workload.EC2_ROLE).or(() -> notShown(Workload.EC2_KEY));
            case LAUNCHES_INSTANCES, METADATA_SERVICE -> notShown(Workload.EC2_ROLE);
            case RUNS_FUNCTIONS -> notShown(Workload.LAMBDA_ROLE).or(() -> notShown(Workload.LAMBDA_KEY));
            case RUNS_TASKS -> notShown(Workload.ECS_ROLE);
        });
    }

    /**
     * The stack with roles.
     *
     * @throws LabException where the target did not make it
     */
    DeployedStack keyless() {
        return lesson.stack(Part.KEYLESS).orElseThrow(() -> LabException.brokeOff("The stack with roles is not there."));
    }

    /** The account of whoever runs this. */
    String account() {
        return clients.sts().getCallerIdentity().account();
    }

    /** What a workload is known for; it is one that the experiment needs. */
    WorkloadResult result(Workload workload) {
        return find(workload).orElseThrow();
    }

    /**
     * How a workload's credentials looked.
     *
     * @throws LabException when it showed none
     */
    Evidence.CredentialsSeen credentials(Workload workload) {
        Evidence evidence = result(workload).evidence();
        return evidence.credentials().orElseThrow(() -> LabException.brokeOff(workload.id() + " showed no credentials: "
                + evidence.error().map(error -> error.code() + ": " + error.message()).orElse("nothing is said why") + "."));
    }

    /** What copies of the instance with the role tell, each changed in one way. */
    List<Evidence> readOnCopies(List<UnaryOperator<UserData>> changes) throws InterruptedException {
        return copies.read(lesson.instanceId(Workload.EC2_ROLE), changes);
    }

    private Optional<WorkloadResult> find(Workload workload) {
        return results.stream().filter(result -> result.workload() == workload).findFirst();
    }

    private Optional<String> notShown(Workload workload) {
        return find(workload).map(WorkloadResult::notShown).orElse(Optional.of("the lesson was deployed without " + workload.id() + "."));
    }

    private Optional<String> notEnforced() {
        return control.map(nobody -> nobody.outcome() == Outcome.REFUSED ? Optional.<String>empty() : Optional.of(nobody.sentence()))
                .orElse(Optional.of("there is no object to ask for."));
    }
}
