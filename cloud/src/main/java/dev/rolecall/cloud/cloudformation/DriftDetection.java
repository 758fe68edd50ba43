package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Page;

/** Finds out, when it is asked, what has become of a stack's resources behind CloudFormation's back. It reads as the caller. */
final class DriftDetection {
    private static final int PAGE = 100;

    private final Surroundings surroundings;
    private final StackBook stacks;

    DriftDetection(Surroundings surroundings, StackBook stacks) {
        this.surroundings = surroundings;
        this.stacks = stacks;
    }

    ObjectNode detect(Invocation call) {
        Stack stack = stack(call);
        List<String> only = call.parameters().strings("LogicalResourceIds");
        Comparison comparison = comparison(call, stack);
        Map<String, DriftReport.Resource> found = new TreeMap<>();
        stack.resources().stream().filter(resource -> only.isEmpty() || only.contains(resource.logicalId()))
                .forEach(resource -> comparison.of(resource).ifPresent(compared -> found.put(resource.logicalId(), compared)));
        DriftReport report = new DriftReport(UUID.randomUUID().toString(), call.now(), found);
        stack.renote(now -> now.compared(Optional.of(report)));
        return Answers.empty().put("StackDriftDetectionId", report.id());
    }

    ObjectNode detectResource(Invocation call) {
        Stack stack = stack(call);
        String id = call.parameters().required("LogicalResourceId");
        StackResource resource = stack.resource(id)
                .orElseThrow(() -> AwsException.validation("Resource " + id + " does not exist for stack " + stack.request().name()));
        DriftReport.Resource found = comparison(call, stack).of(resource).orElseThrow(() -> AwsException
                .validation("This local cloud does not implement drift detection of " + resource.type() + "."));
        stack.renote(now -> now.compared(Optional.of(now.drift()
                .orElseGet(() -> new DriftReport(UUID.randomUUID().toString(), call.now(), Map.of())).with(id, found))));
        return Answers.empty().set("StackResourceDrift", DriftAnswers.resource(stack, id, found));
    }

    ObjectNode status(Invocation call) {
        String id = call.parameters().required("StackDriftDetectionId");
        return stacks.live(call.caller().accountId()).stream().map(StackBook.Entry::stack)
                .flatMap(stack -> stack.notes().drift().filter(report -> report.id().equals(id))
                        .map(report -> DriftAnswers.detection(stack, report)).stream())
                .findFirst().orElseThrow(() -> AwsException.validation("Drift detection operation [" + id + "] does not exist"));
    }

    ObjectNode describe(Invocation call) {
        Stack stack = stack(call);
        List<String> filters = call.parameters().strings("StackResourceDriftStatusFilters");
        List<Map.Entry<String, DriftReport.Resource>> found = stack.notes().drift().map(DriftReport::resources).orElse(Map.of()).entrySet()
                .stream().filter(entry -> filters.isEmpty() || filters.contains(entry.getValue().standing().name()))
                .sorted(Map.Entry.comparingByKey()).toList();
        Page<Map.Entry<String, DriftReport.Resource>> page = Page.of(found, call.parameters().optional("NextToken"),
                Page.size(call.parameters(), "MaxResults", PAGE, PAGE));
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("StackResourceDrifts");
        page.items().forEach(entry -> list.add(DriftAnswers.resource(stack, entry.getKey(), entry.getValue())));
        page.next().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private Comparison comparison(Invocation call, Stack stack) {
        return new Comparison(stack, Calls.as(call.caller(), surroundings.invoker()), surroundings.clock());
    }

    private Stack stack(Invocation call) {
        return stacks.get(call.caller().accountId(), call.parameters().required("StackName"));
    }
}
