package dev.rolecall.cloud.template;

import java.util.ArrayList;
import java.util.List;

/** The text of an {@code Fn::Sub}, taken apart: {@code ${Name}}, {@code ${Name.Attribute}}, and {@code ${!Literal}} for itself. */
record SubstitutedText(List<Part> parts) {

    sealed interface Part {}

    record Literal(String text) implements Part {}

    record Variable(String name) implements Part {}

    static SubstitutedText of(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            parts.add(new Literal(text.substring(from, open)));
            String inside = text.substring(open + 2, close);
            if (inside.startsWith("!")) {
                parts.add(new Literal("${" + inside.substring(1) + "}"));
            } else {
                parts.add(new Variable(inside.strip()));
            }
            from = close + 1;
            open = text.indexOf("${", from);
        }
        parts.add(new Literal(text.substring(from)));
        return new SubstitutedText(parts);
    }

    List<String> variables() {
        return parts.stream().filter(Variable.class::isInstance).map(part -> ((Variable) part).name()).toList();
    }
}
