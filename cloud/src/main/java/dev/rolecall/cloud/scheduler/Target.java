package dev.rolecall.cloud.scheduler;

import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Parameters;

/**
 * A universal target: any operation of a service, with its input as JSON.
 *
 * @param input text, as it came
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">Using universal targets</a>
 */
record Target(String arn, String roleArn, String input, RetryPolicy retries) {
    private static final Pattern UNIVERSAL = Pattern.compile("arn:aws:scheduler:::aws-sdk:([a-z0-9]+):([a-z][A-Za-z0-9]*)");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]+");
    /** What only reads is no target. */
    private static final Pattern READ_ONLY = Pattern
            .compile("(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe).*");

    static Target of(Parameters target, BiPredicate<String, String> known) {
        target.takesOnly("Target", "Arn", "Input", "RetryPolicy", "RoleArn");
        Target read = new Target(target.required("Arn"), target.required("RoleArn"), target.optional("Input").orElse("{}"),
                RetryPolicy.of(target.structure("RetryPolicy")));
        if (!ROLE.matcher(read.roleArn()).matches()) {
            throw AwsException.validation("1 validation error detected: Value '" + read.roleArn()
                    + "' at 'target.roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: " + ROLE);
        }
        ApiCall call = read.call();
        if (!known.test(call.service(), call.operation())) {
            throw AwsException.validation("This local cloud does not implement the target " + read.arn() + ".");
        }
        return read;
    }

    /** The call as it will be made. */
    ApiCall call() {
        Matcher universal = UNIVERSAL.matcher(arn);
        if (!universal.matches()) {
            throw AwsException.validation("This local cloud has universal targets only, arn:aws:scheduler:::aws-sdk:service:apiAction.");
        }
        String action = universal.group(2);
        if (READ_ONLY.matcher(action).matches()) {
            throw AwsException.validation("Unsupported API action " + action + " of target " + arn + ".");
        }
        return new ApiCall(universal.group(1), action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1), parameters());
    }

    private ObjectNode parameters() {
        try {
            if (JsonMapper.shared().readTree(input) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Its message would quote the input.
            throw AwsException.validation("Invalid RequestJson provided. Reason: the input is not valid JSON.");
        }
        throw AwsException.validation("Invalid RequestJson provided. Reason: the input must be an object.");
    }

    ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("Arn", arn).put("RoleArn", roleArn).put("Input", input);
        node.putObject("RetryPolicy").put("MaximumEventAgeInSeconds", retries.longest().toSeconds()).put("MaximumRetryAttempts",
                retries.attempts());
        return node;
    }

    /** The input is the owner's own text. */
    @Override
    public String toString() {
        return "Target[" + arn + "]";
    }
}
