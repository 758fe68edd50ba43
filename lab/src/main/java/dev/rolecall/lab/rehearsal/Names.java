package dev.rolecall.lab.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.rolecall.lab.demo.Demo;
import dev.rolecall.lab.deploy.DeployedStack;
import dev.rolecall.lab.target.Target;

/** Puts what a rehearsal made up, ids and generated names, back into the words of whoever reads it. */
final class Names {
    private static final Pattern STACK_ARN = Pattern.compile("arn:[\\w-]+:cloudformation:[\\w-]+:\\d{12}:stack/([\\w-]+)/[\\w-]+");

    private record Rule(Pattern pattern, String replacement) {
        String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    /** @param account what stands for the account that was played; the same for the region */
    Names(Demo.Stage stage, Target played, String account, String region) {
        stacks(stage).forEach(this::outputs);
        // An emulator's bucket is below its address, one of AWS has a host of its own.
        played.endpoint().ifPresent(endpoint -> rules.add(new Rule(Pattern.compile(Pattern.quote(endpoint + "/") + "([^/]+)/"),
                "https://$1.s3." + Matcher.quoteReplacement(region) + ".amazonaws.com/")));
        stacks(stage).forEach(
                stack -> rules.add(new Rule(Pattern.compile("(" + Pattern.quote(stack.name()) + "-[A-Za-z0-9]+)-[A-Z0-9]{12,13}\\b"),
                        "$1-<id>")));
        rules.add(new Rule(Pattern.compile("(-Prove)-[0-9a-f]{8}\\b"), "$1-<id>"));
        rules.add(new Rule(Pattern.compile("\\bi-[0-9a-f]{17}\\b"), "<a copy of it>"));
        rules.add(new Rule(Pattern.compile("<a copy of it>(,<a copy of it>)+"), "<copies of it>"));
        rules.add(new Rule(Pattern.compile(Pattern.quote(played.account())), Matcher.quoteReplacement(account)));
        rules.add(new Rule(Pattern.compile(Pattern.quote(played.region())), Matcher.quoteReplacement(region)));
    }

    private static Stream<DeployedStack> stacks(Demo.Stage stage) {
        return stage.lesson().stacks().values().stream();
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
        for (Rule rule : rules) {
            result = rule.apply(result);
        }
        return result;
    }
}
