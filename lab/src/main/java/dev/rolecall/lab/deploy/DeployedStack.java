package dev.rolecall.lab.deploy;

import java.util.Map;
import java.util.Optional;

import dev.rolecall.lab.LabException;

/**
 * A stack that is there.
 *
 * @param id      its ARN
 * @param name    its name
 * @param outputs what it tells a driver, by output name
 */
public record DeployedStack(String id, String name, Map<String, String> outputs) {

    /** The value of an output, where the stack has it. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(outputs.get(key));
    }

    /**
     * The value of an output.
     *
     * @throws LabException when the stack has no such output
     */
    public String output(String key) {
        String value = outputs.get(key);
        if (value == null) {
            throw LabException.wrongInput("The stack " + name + " has no output " + key + ".");
        }
        return value;
    }
}
