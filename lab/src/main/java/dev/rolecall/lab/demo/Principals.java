package dev.rolecall.lab.demo;

import java.util.Optional;

import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.IamException;

import dev.rolecall.lab.Masked;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Machines;

/** Looks up who a workload is to AWS, from the configuration that gives it its credentials. */
final class Principals {
    private final AwsClients clients;
    private final Machines machines;

    Principals(AwsClients clients, Machines machines) {
        this.clients = clients;
        this.machines = machines;
    }

    /** The ARN that policies and audit logs see; empty where the configuration leads to nobody. */
    Optional<String> arn(Workload workload, Lesson lesson, Testimony told) {
        return switch (workload.wears()) {
            case KEY -> told.evidence().credentials().flatMap(seen -> owner(lesson.userName(), seen.accessKeyId()));
            case ROLE -> told.sessionName().flatMap(name -> role(workload, lesson).map(role -> session(role, name)));
        };
    }

    /** The full id of the user's access key that a workload showed in part. */
    Optional<String> accessKeyId(String userName, String masked) {
        try {
            return clients.iam().listAccessKeys(list -> list.userName(userName)).accessKeyMetadata().stream()
                    .map(AccessKeyMetadata::accessKeyId)
                    .filter(id -> Masked.of(id).equals(masked)).findFirst();
        } catch (IamException e) {
            return Optional.empty();
        }
    }

    private Optional<String> owner(String userName, String masked) {
        return accessKeyId(userName, masked).map(id -> clients.iam().getUser(get -> get.userName(userName)).user().arn());
    }

    private Optional<String> role(Workload workload, Lesson lesson) {
        return switch (workload.service()) {
            case EC2 -> instanceRole(lesson.instanceId(workload));
            case LAMBDA -> Optional.of(functionRole(lesson.functionName(workload)));
            case ECS -> Optional.of(taskRole(lesson.taskDefinition(workload)));
        };
    }

    private Optional<String> instanceRole(String instanceId) {
        return machines.profile(instanceId).map(profile -> {
            String name = lastSegment(profile);
            return clients.iam().getInstanceProfile(get -> get.instanceProfileName(name)).instanceProfile().roles().getFirst().arn();
        });
    }

    private String functionRole(String functionName) {
        return clients.lambda().getFunctionConfiguration(get -> get.functionName(functionName)).role();
    }

    private String taskRole(String definition) {
        return clients.ecs().describeTaskDefinition(describe -> describe.taskDefinition(definition)).taskDefinition().taskRoleArn();
    }

    /** A role's session as STS names it: the path of the role is not part of it. */
    static String session(String roleArn, String sessionName) {
        String account = roleArn.substring(0, roleArn.indexOf(":role/")).replace(":iam:", ":sts:");
        return account + ":assumed-role/" + lastSegment(roleArn) + "/" + sessionName;
    }

    private static String lastSegment(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
