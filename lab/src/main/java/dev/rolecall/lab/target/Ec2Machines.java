package dev.rolecall.lab.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Instances where AWS has them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html">GetConsoleOutput</a>
 */
record Ec2Machines(AwsClients clients) implements Machines {

    @Override
    public String console(String instanceId) {
        String output = clients.ec2().getConsoleOutput(get -> get.instanceId(instanceId).latest(true)).output();
        return output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> profile(String instanceId) {
        return clients.ec2().describeInstances(describe -> describe.instanceIds(instanceId)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream()).findFirst().map(Instance::iamInstanceProfile)
                .map(IamInstanceProfile::arn);
    }
}
