package dev.rolecall.lab.rehearsal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.deploy.DeployedStack;

/** Puts what a rehearsal made up, ids and generated names, back into the words of whoever reads it. */
final class Names {
    private static final Pattern STACK_ARN = Pattern.compile("arn:[\\w-]+:cloudformation:[\\w-]+:\\d{12}:stack/([\\w-]+)/[\\w-]+");

    /** CloudFormation's own, behind the name of a stack and a logical id. */
    private static final Pattern SUFFIX = Pattern.compile("(Rolecall\\w+-\\w+)-[A-Z0-9]{12}\\b");

    private final Map<String, String> known = new LinkedHashMap<>();

    /** @param replaced further texts, such as the account that was played, by what stands for them */
    Names(Demo.Stage stage, Map<String, String> replaced) {
        Stream.of(stage.keyless(), stage.accessKey()).flatMap(stack -> stack.stream()).forEach(this::outputs);
        known.putAll(replaced);
    }

    private void outputs(DeployedStack stack) {
        stack.outputs().forEach((name, value) -> {
            if (!name.startsWith("Export") && !value.contains("/") && !value.contains(":")) {
                known.put(value, "<" + name + " of " + stack.name() + ">");
            }
        });
    }

    String readable(String text) {
        String result = STACK_ARN.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
        for (Map.Entry<String, String> name : known.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        return SUFFIX.matcher(result).replaceAll("$1-…");
    }
}
