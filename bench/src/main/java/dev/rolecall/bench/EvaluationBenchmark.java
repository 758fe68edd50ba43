package dev.rolecall.bench;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.Decision;
import dev.rolecall.iam.Evaluator;
import dev.rolecall.iam.Explanation;
import dev.rolecall.iam.PolicySet;

/** Deciding, with policies compiled once; and explaining what was decided. */
@State(Scope.Thread)
public class EvaluationBenchmark {
    private final AccessRequest allowed = DemoRequest.allowed();
    private final AccessRequest denied = DemoRequest.denied();
    private final PolicySet demo = DemoRequest.policies();
    private final List<AccessRequest> mixed = LargePolicies.requests();
    private final PolicySet large = LargePolicies.policies();
    private int next;

    @Benchmark
    public Decision demoAllowed() {
        return Evaluator.evaluate(allowed, demo);
    }

    @Benchmark
    public Decision demoDenied() {
        return Evaluator.evaluate(denied, demo);
    }

    @Benchmark
    public Explanation demoDeniedAndExplained() {
        return Evaluator.evaluate(denied, demo).explanation();
    }

    @Benchmark
    public Decision mixedLarge() {
        next = (next + 1) % mixed.size();
        return Evaluator.evaluate(mixed.get(next), large);
    }

    @Benchmark
    public Explanation mixedLargeAndExplained() {
        next = (next + 1) % mixed.size();
        return Evaluator.evaluate(mixed.get(next), large).explanation();
    }
}
