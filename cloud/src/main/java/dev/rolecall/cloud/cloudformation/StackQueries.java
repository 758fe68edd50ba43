package dev.rolecall.cloud.cloudformation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Page;
import dev.rolecall.cloud.template.TemplateResource;

/** What is asked about stacks. */
final class StackQueries {
    /** CloudFormation sets the size of its pages itself, and documents no number for most. */
    private static final int PAGE = 100;
    /** @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html">ListStacks</a> */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final StackBook stacks;

    StackQueries(StackBook stacks) {
        this.stacks = stacks;
    }

    Stack stack(Invocation call) {
        return stacks.get(call.caller().accountId(), call.parameters().required("StackName"));
    }

    ObjectNode describe(Invocation call) {
        List<Stack> asked = call.parameters().optional("StackName").isPresent()
                ? List.of(stack(call))
                : stacks.live(call.caller().accountId()).stream().map(StackBook.Entry::stack).toList();
        return page(call, "Stacks", asked, (list, stack) -> list.add(Answers.stack(stack)));
    }

    /** Those that were deleted too, for a while. */
    ObjectNode list(Invocation call) {
        List<String> states = call.parameters().strings("StackStatusFilter");
        List<Stack> found = stacks.all(call.caller().accountId()).stream().map(StackBook.Entry::stack)
                .filter(stack -> !forgotten(stack.snapshot(), call.now()))
                .filter(stack -> states.isEmpty() || states.contains(stack.snapshot().status().name())).toList();
        return page(call, "StackSummaries", found, (list, stack) -> list.add(Answers.summary(stack)));
    }

    /** Whether a stack was deleted too long ago to be told of. */
    static boolean forgotten(StackSnapshot stack, Instant now) {
        return stack.deletedAt().filter(now.minus(REMEMBERED)::isAfter).isPresent();
    }

    /** The text of the template; a stack under review has none yet. */
    ObjectNode template(Invocation call) {
        Stack stack = stack(call);
        boolean reviewed = stack.snapshot().status() == Status.REVIEW_IN_PROGRESS;
        return Answers.empty().put("TemplateBody", reviewed ? "" : stack.requested().template().text());
    }

    ObjectNode events(Invocation call) {
        Stack stack = stack(call);
        return page(call, "StackEvents", stack.events(), (list, event) -> list.add(Answers.event(stack, event)));
    }

    ObjectNode resource(Invocation call) {
        Stack stack = stack(call);
        String id = call.parameters().required("LogicalResourceId");
        StackResource found = stack.resource(id).orElseThrow(
                () -> AwsException.validation("Resource " + id + " does not exist for stack " + stack.request().name()));
        ObjectNode detail = Answers.resource(stack, found, "LastUpdatedTimestamp").put("StackName", stack.request().name()).put("StackId",
                stack.request().id());
        Optional<TemplateResource> declared = Optional.ofNullable(stack.requested().template().resources().get(id));
        declared.flatMap(TemplateResource::description).ifPresent(text -> detail.put("Description", text));
        declared.flatMap(TemplateResource::metadata).ifPresent(metadata -> detail.put("Metadata", metadata.toString()));
        return Answers.empty().set("StackResourceDetail", detail);
    }

    ObjectNode resources(Invocation call) {
        Stack stack = stack(call);
        Optional<String> one = call.parameters().optional("LogicalResourceId");
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("StackResources");
        stack.resources().stream().filter(resource -> one.map(resource.logicalId()::equals).orElse(true))
                .forEach(resource -> list.add(Answers.resource(stack, resource, "Timestamp").put("StackName", stack.request().name())
                        .put("StackId", stack.request().id())));
        return answer;
    }

    ObjectNode listResources(Invocation call) {
        Stack stack = stack(call);
        return page(call, "StackResourceSummaries", stack.resources(),
                (list, resource) -> list.add(Answers.resource(stack, resource, "LastUpdatedTimestamp")));
    }

    private static <T> ObjectNode page(Invocation call, String member, List<T> all, BiConsumer<ArrayNode, T> add) {
        Page<T> page = Page.of(all, call.parameters().optional("NextToken"), PAGE);
        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray(member);
        page.items().forEach(item -> add.accept(list, item));
        page.next().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }
}
