package dev.rolecall.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** Reading, checking and compiling a document. */
@State(Scope.Thread)
public class ParsingBenchmark {
    private final String large = LargePolicies.document(0);

    @Benchmark
    public PolicyDocument demoPolicy() {
        return PolicyDocument.parse(DemoRequest.READ_LESSON, PolicyKind.IDENTITY);
    }

    @Benchmark
    public PolicyDocument largePolicy() {
        return PolicyDocument.parse(large, PolicyKind.IDENTITY);
    }
}
