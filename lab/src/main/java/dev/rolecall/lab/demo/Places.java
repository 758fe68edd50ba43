package dev.rolecall.lab.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.AwsClients;

/** Fetches the texts of a deployed workload in which people leave secrets, each by the API that shows it. */
final class Places {
    private final AwsClients clients;

    Places(AwsClients clients) {
        this.clients = clients;
    }

    /** A text and the place where it stands. It prints without the text. */
    record Text(SecretPlace place, String content) {
        @Override
        public String toString() {
            return "Text[" + place + "]";
        }
    }

    List<Text> of(Workload workload, Lesson lesson) {
        List<Text> texts = new ArrayList<>(stack(lesson.stackOf(workload)));
        switch (workload.service()) {
            case EC2 -> texts.addAll(userData(lesson.instanceId(workload)).toList());
            case LAMBDA -> texts.addAll(configuration(lesson.functionName(workload)));
            case ECS -> texts.addAll(definition(lesson.taskDefinition(workload)));
        }
        return texts;
    }

    private List<Text> stack(DeployedStack stack) {
        String template = clients.cloudFormation().getTemplate(get -> get.stackName(stack.id())).templateBody();
        List<Text> texts = new ArrayList<>(List.of(text(SecretPlace.Where.TEMPLATE, stack.name(), template)));
        stack.outputs().forEach((name, value) -> texts.add(text(SecretPlace.Where.TEMPLATE, stack.name() + ", output " + name, value)));
        return texts;
    }

    private Stream<Text> userData(String instanceId) {
        String data = clients.ec2()
                .describeInstanceAttribute(describe -> describe.instanceId(instanceId).attribute(InstanceAttributeName.USER_DATA))
                .userData().value();
        return Stream.ofNullable(data).map(text -> text(SecretPlace.Where.USER_DATA, instanceId,
                new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8)));
    }

    private List<Text> configuration(String functionName) {
        GetFunctionConfigurationResponse configuration = clients.lambda().getFunctionConfiguration(get -> get.functionName(functionName));
        if (configuration.environment() == null) {
            return List.of();
        }
        return configuration.environment().variables().entrySet().stream().map(
                variable -> text(SecretPlace.Where.FUNCTION_CONFIGURATION, functionName + ", variable " + variable.getKey(),
                        variable.getValue()))
                .toList();
    }

    /** What everybody who may describe a task definition sees: each container with its environment and its command. */
    private List<Text> definition(String arn) {
        return clients.ecs().describeTaskDefinition(describe -> describe.taskDefinition(arn)).taskDefinition().containerDefinitions()
                .stream()
                .map(container -> text(SecretPlace.Where.TASK_DEFINITION, arn.substring(arn.lastIndexOf('/') + 1) + ", container "
                        + container.name(), container.toString()))
                .toList();
    }

    private static Text text(SecretPlace.Where where, String at, String content) {
        return new Text(new SecretPlace(where, at), content);
    }
}
