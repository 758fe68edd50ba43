package dev.rolecall.lab.rehearsal;

import java.util.Map;

/**
 * A call to an AWS API.
 *
 * @param step       during which it was made
 * @param service    as the SDK has it: {@code CloudFormation}
 * @param operation  {@code CreateStack}
 * @param parameters those that say what it is about, by the API's own names
 * @param times      how often in this step
 */
public record Call(String step, String service, String operation, Map<String, String> parameters, int times) {

    boolean isSameAs(Call other) {
        return step.equals(other.step) && service.equals(other.service) && operation.equals(other.operation)
                && parameters.equals(other.parameters);
    }

    Call again() {
        return again(1);
    }

    Call again(int more) {
        return new Call(step, service, operation, parameters, times + more);
    }
}
