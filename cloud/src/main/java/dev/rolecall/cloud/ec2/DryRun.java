package dev.rolecall.cloud.ec2;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Parameters;

/**
 * A call that only asks whether it may be made. EC2 answers each with an error: whoever may not is denied as without it, and for others
 * this is the error.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html">Common parameters: DryRun</a>
 */
final class DryRun {
    private static final String NAME = "DryRun";

    private DryRun() {}

    /** The same operation, which does nothing where nothing is to be done. */
    static Operation heeded(Operation operation) {
        return new Operation(operation.name(), call -> operation.permissions().apply(without(call)), call -> {
            if (call.parameters().flag(NAME)) {
                throw new AwsException("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
            }
            return operation.handler().handle(without(call));
        });
    }

    private static Invocation without(Invocation call) {
        if (!call.parameters().node().has(NAME)) {
            return call;
        }
        ObjectNode rest = call.parameters().node().deepCopy();
        rest.remove(NAME);
        return new Invocation(call.caller(), new Parameters(rest), call.now(), call.requestId());
    }
}
