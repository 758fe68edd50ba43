package dev.rolecall.lab.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads consoles where AWS has them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html">GetConsoleOutput</a>
 */
record Ec2Consoles(AwsClients clients) implements Consoles {

    @Override
    public String text(String instanceId) {
        String output = clients.ec2().getConsoleOutput(get -> get.instanceId(instanceId).latest(true)).output();
        return output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
    }
}
