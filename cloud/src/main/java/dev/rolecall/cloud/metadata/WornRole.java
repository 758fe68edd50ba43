package dev.rolecall.cloud.metadata;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Lifetimes;
import dev.rolecall.cloud.api.RoleCredentials;
import dev.rolecall.cloud.api.SessionCredentials;

/** What the metadata service says under {@code iam/} of an instance with a profile. */
final class WornRole {
    private static final String TROUBLESHOOTING = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc";

    private final InstanceProfile profile;
    private final InstantSource clock;
    private final Map<Delivery, RotatingCredentials> credentials = new EnumMap<>(Delivery.class);

    WornRole(InstanceProfile profile, RoleCredentials source, InstanceIdentity identity, Lifetimes lifetimes, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
        for (Delivery delivery : Delivery.values()) {
            credentials.put(delivery, new RotatingCredentials(() -> source.assume("ec2.amazonaws.com", profile.roleArn(),
                    identity.instanceId(), context(identity, delivery)), lifetimes, clock));
        }
    }

    private static Map<String, List<String>> context(InstanceIdentity identity, Delivery delivery) {
        return Map.of("ec2:RoleDelivery", List.of(delivery.version()), "ec2:SourceInstanceArn", List.of(identity.arn()),
                "aws:Ec2InstanceSourcePrivateIPv4", List.of(identity.privateIp()), "aws:SourceAccount", List.of(identity.accountId()));
    }

    InstanceProfile profile() {
        return profile;
    }

    String roleName() {
        return profile.roleName();
    }

    /** {@code iam/info}. */
    ObjectNode info(Delivery delivery) {
        try {
            SessionCredentials set = current(delivery);
            ObjectNode info = JsonNodeFactory.instance.objectNode();
            info.put("Code", "Success");
            info.put("LastUpdated", text(set.issuedAt()));
            info.put("InstanceProfileArn", profile.arn());
            info.put("InstanceProfileId", profile.id());
            return info;
        } catch (AwsException e) {
            return refused();
        }
    }

    /** {@code iam/security-credentials/ROLE}. */
    ObjectNode securityCredentials(Delivery delivery) {
        try {
            SessionCredentials set = current(delivery);
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("Code", "Success");
            answer.put("LastUpdated", text(set.issuedAt()));
            answer.put("Type", "AWS-HMAC");
            answer.put("AccessKeyId", set.accessKeyId());
            answer.put("SecretAccessKey", set.secretAccessKey().reveal());
            answer.put("Token", set.sessionToken().reveal());
            answer.put("Expiration", text(set.expiration()));
            return answer;
        } catch (AwsException e) {
            return refused();
        }
    }

    private SessionCredentials current(Delivery delivery) {
        RotatingCredentials rotating = credentials.get(delivery);
        if (rotating == null) {
            throw new IllegalStateException("No credentials for " + delivery);
        }
        return rotating.current();
    }

    /** The code is documented in IAM's page on troubleshooting EC2; that the HTTP status stays 200 is not. */
    private ObjectNode refused() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("Code", "AssumeRoleUnauthorizedAccess");
        answer.put("LastUpdated", text(clock.instant()));
        answer.put("Message", "EC2 cannot assume the role " + roleName() + ". Please see documentation at " + TROUBLESHOOTING + ".");
        return answer;
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
