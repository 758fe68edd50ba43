package dev.rolecall.lab.demo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.deploy.Deployment;
import dev.rolecall.lab.deploy.Omission;

/** Reads out of the deployed stacks which workloads there are, and why the others are not. */
final class LessonReader {
    private LessonReader() {}

    static Lesson read(Map<Part, Deployment.Deployed> deployed) {
        Map<Part, DeployedStack> stacks = new EnumMap<>(Part.class);
        deployed.forEach((part, made) -> made.stack().ifPresent(stack -> stacks.put(part, stack)));
        Set<Workload> workloads = EnumSet.noneOf(Workload.class);
        Map<Workload, String> missing = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            Deployment.Deployed part = deployed.get(workload.part());
            if (part != null) {
                workloads.add(workload);
                if (part.stack().flatMap(stack -> stack.find(Lesson.sign(workload))).isEmpty()) {
                    missing.put(workload, reason(type(workload), part.omissions()));
                }
            }
        }
        return new Lesson(Collections.unmodifiableSet(workloads), Map.copyOf(stacks), Map.copyOf(missing),
                deployed.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, part -> part.getValue().omissions())));
    }

    private static String type(Workload workload) {
        return switch (workload.service()) {
            case EC2 -> "AWS::EC2::Instance";
            case LAMBDA -> "AWS::Lambda::Function";
            case ECS -> "AWS::ECS::TaskDefinition";
        };
    }

    /** What was omitted of a type, else the first that was: without the key, say, neither of its workloads is there. */
    static String reason(String type, List<Omission> omissions) {
        return omissions.stream().filter(omission -> omission.type().equals(type)).findFirst()
                .or(() -> omissions.stream().findFirst()).map(LessonReader::sentence)
                .orElse("The stack does not tell of it.");
    }

    private static String sentence(Omission omission) {
        return "the endpoint does not make " + omission.type() + " (" + omission.logicalId() + "): " + omission.words();
    }
}
