package dev.rolecall.lab.experiment;

import java.util.EnumSet;
import java.util.Set;

import dev.rolecall.lab.demo.Evidence;
import dev.rolecall.lab.demo.Workload;
import dev.rolecall.lab.target.Capability;

/**
 * Looks at the credentials that the lesson's workloads showed. A function is not told until when its own are good. What the ids begin with is told as well:
 * emulators give them beginnings of their own.
 */
public record Lifetimes() implements Experiment {
    static final String WITH_AN_END = "a session token and an end";
    private static final String TOKEN = "a session token";
    private static final String NEITHER = "no session token and no end";

    @Override
    public Set<Capability> needs() {
        return EnumSet.of(Capability.RUNS_INSTANCES, Capability.RUNS_FUNCTIONS);
    }

    @Override
    public Observation perform(Scene scene) {
        return Observation.of(finding(scene, Workload.EC2_ROLE, WITH_AN_END), finding(scene, Workload.EC2_KEY, NEITHER),
                Finding.of(Workload.LAMBDA_ROLE.id(), TOKEN, token(scene.credentials(Workload.LAMBDA_ROLE))),
                finding(scene, Workload.LAMBDA_KEY, NEITHER));
    }

    private static Finding finding(Scene scene, Workload workload, String expected) {
        return Finding.of(workload.id(), expected, tokenAndEnd(scene.credentials(workload)));
    }

    static String tokenAndEnd(Evidence.CredentialsSeen seen) {
        return tokenOnly(seen) + (seen.expiresAt().isPresent() ? " and an end, " : " and no end, ") + id(seen);
    }

    private static String token(Evidence.CredentialsSeen seen) {
        return tokenOnly(seen) + ", " + id(seen);
    }

    private static String tokenOnly(Evidence.CredentialsSeen seen) {
        return seen.sessionToken() ? TOKEN : "no session token";
    }

    private static String id(Evidence.CredentialsSeen seen) {
        return seen.accessKeyId().substring(0, 4) + "…";
    }
}
