package dev.rolecall.iam;

import java.util.Optional;
import java.util.function.Predicate;

/** Text compared as text. */
final class StringValues {
    private StringValues() {}

    static WantedValue equal(String value, LanguageVersion version) {
        return text(value, version, text -> text::equals);
    }

    static WantedValue equalIgnoringCase(String value, LanguageVersion version) {
        return text(value, version, text -> text::equalsIgnoreCase);
    }

    /** The page about operators allows variables here, the page about variables does not; they are replaced. */
    static WantedValue bool(String value, LanguageVersion version) {
        return text(value, version, text -> isBoolean(text) ? text::equalsIgnoreCase : _ -> false);
    }

    private static boolean isBoolean(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    static WantedValue like(String value, LanguageVersion version) {
        Template template = Template.of(value, version);
        if (template.isFixed()) {
            return template.glob(RequestContext.empty()).map(glob -> WantedValue.fixed(glob::matches)).orElseGet(WantedValue::nothing);
        }
        return context -> template.glob(context).map(glob -> glob::matches);
    }

    private static WantedValue text(String value, LanguageVersion version, TextTest test) {
        Template template = Template.of(value, version);
        if (template.isFixed()) {
            Optional<String> text = template.text(RequestContext.empty());
            return text.map(known -> WantedValue.fixed(test.against(known))).orElseGet(WantedValue::nothing);
        }
        return context -> template.text(context).map(test::against);
    }

    private interface TextTest {
        Predicate<String> against(String wanted);
    }
}
