package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.target.Capability;

/** Looks at the credentials that the lesson's workloads showed. A function is not told until when its own are good. */
public record Lifetimes() implements Experiment {
    static final String TEMPORARY = "ASIA with a session token";
    private static final String PERMANENT = "AKIA without a session token";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_INSTANCES, Capability.RUNS_FUNCTIONS);
    }

    @Override
    public Observation perform(Scene scene) {
        return Observation.of(finding(scene, Workload.EC2_ROLE, TEMPORARY + " and an end"), finding(scene, Workload.EC2_KEY, PERMANENT),
                finding(scene, Workload.LAMBDA_ROLE, TEMPORARY), finding(scene, Workload.LAMBDA_KEY, PERMANENT));
    }

    private static Finding finding(Scene scene, Workload workload, String expected) {
        return Finding.of(workload.id(), expected, look(scene.credentials(workload)));
    }

    static String look(Evidence.CredentialsSeen seen) {
        return seen.accessKeyId().substring(0, 4) + (seen.sessionToken() ? " with" : " without") + " a session token"
                + (seen.expiresAt().isPresent() ? " and an end" : "");
    }
}
