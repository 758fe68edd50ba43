package dev.rolecall.lab.role;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.identity.FoundRole;
import dev.rolecall.lab.identity.Identities;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;
import dev.rolecall.lab.target.Target;

/** The roles that an account has. */
public record AccountRoles(Target target) {

    /**
     * A role by its name or its ARN.
     *
     * @throws LabException when there is none, or it cannot be read
     */
    public RoleConfig role(String asked) {
        String name = asked.startsWith("arn:") ? asked.substring(asked.lastIndexOf('/') + 1) : asked;
        try (AwsClients clients = new AwsClients(target)) {
            Identities identities = new Identities(clients.iam());
            FoundRole found = identities.role(name).filter(role -> !asked.startsWith("arn:") || role.role().arn().equals(asked))
                    .orElseThrow(() -> LabException.wrongInput("Account " + target.account() + " has no role " + asked + ". It has "
                            + String.join(", ", identities.roleNames()) + "."));
            return RoleConfig.of(found);
        } catch (AwsServiceException e) {
            throw LabException.missing("The role " + asked + " could not be read: " + ServiceError.of(e).words());
        }
    }
}
