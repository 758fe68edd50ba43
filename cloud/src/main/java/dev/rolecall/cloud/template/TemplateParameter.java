package dev.rolecall.cloud.template;

import java.util.List;
import java.util.Optional;

/**
 * A declared parameter.
 *
 * @param type          as written: {@code String}, {@code AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>}
 * @param defaultValue  taken where none is given
 * @param allowedValues empty where all are
 * @param allowedPattern a regular expression that the whole value must match
 * @param noEcho        whether its value must never be shown
 */
public record TemplateParameter(String name, String type, Optional<String> description, Optional<String> defaultValue,
        List<String> allowedValues, Optional<String> allowedPattern, boolean noEcho) {
    private static final String STORED = "AWS::SSM::Parameter::Value<";

    /** Whether the given value is the name of a Systems Manager parameter that holds the real one. */
    public boolean stored() {
        return type.startsWith(STORED) && type.endsWith(">");
    }

    boolean list() {
        String held = stored() ? type.substring(STORED.length(), type.length() - 1) : type;
        return held.equals("CommaDelimitedList") || held.startsWith("List<");
    }

    boolean number() {
        return type.equals("Number");
    }

    boolean known() {
        return stored() || list() || number() || type.equals("String") || type.startsWith("AWS::");
    }
}
