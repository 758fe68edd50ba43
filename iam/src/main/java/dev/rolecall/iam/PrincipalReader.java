package dev.rolecall.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code Principal} element in all its forms. */
final class PrincipalReader {
    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ACCOUNT_ARN = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):root");
    private static final Pattern ENTITY_ARN = Pattern.compile(
            "arn:[a-z0-9-]+:(iam::\\d{12}:(user|role)/[^*?]+|sts::\\d{12}:(assumed-role/[^/*?]+/[^*?]+|federated-user/[^*?]+))");
    private static final Pattern UNIQUE_ID = Pattern.compile("A(IDA|ROA|NPA|GPA|KIA|SIA|BIA|CCA|SCA|PKA|IPA)[A-Z0-9]{4,}");

    private PrincipalReader() {}

    static PrincipalElement read(JsonPlace place, Selection selection, PolicyKind kind) {
        List<String> values = new ArrayList<>();
        List<PrincipalPattern> patterns = new ArrayList<>();
        if (place.node().isString()) {
            if (!place.requireText().equals("*")) {
                throw invalid(place, "STRING_VALUE");
            }
            values.add("*");
            patterns.add(new PrincipalPattern.Everyone());
        } else {
            place.requireObject().requireOnly(KINDS);
            for (String type : place.names()) {
                for (JsonPlace value : place.at(type).oneOrMany()) {
                    values.add(type + ": " + value.requireText());
                    patterns.add(pattern(type, value, kind));
                }
            }
            if (values.isEmpty()) {
                throw place.malformed("Invalid principal in policy. It names nobody.");
            }
        }
        return new PrincipalElement(selection, values, patterns);
    }

    private static PrincipalPattern pattern(String type, JsonPlace place, PolicyKind kind) {
        String text = place.requireText();
        if (type.equals("AWS")) {
            return aws(place, text);
        }
        // A star stands for everyone, which is a principal of AWS; it is no part of any other name.
        if (text.isEmpty() || text.indexOf('*') >= 0 || (type.equals("CanonicalUser") && kind == PolicyKind.TRUST)) {
            throw invalid(place, type);
        }
        return switch (type) {
            case "Service" -> new PrincipalPattern.ServiceName(text);
            case "Federated" -> new PrincipalPattern.Provider(text);
            default -> new PrincipalPattern.CanonicalUser(text);
        };
    }

    private static PrincipalPattern aws(JsonPlace place, String text) {
        if (text.equals("*")) {
            return new PrincipalPattern.Everyone();
        }
        if (ACCOUNT.matcher(text).matches()) {
            return new PrincipalPattern.Account(text);
        }
        var account = ACCOUNT_ARN.matcher(text);
        if (account.matches()) {
            return new PrincipalPattern.Account(account.group(1));
        }
        if (ENTITY_ARN.matcher(text).matches() || UNIQUE_ID.matcher(text).matches()) {
            return new PrincipalPattern.Entity(text);
        }
        throw invalid(place, "AWS");
    }

    private static MalformedPolicyException invalid(JsonPlace place, String kind) {
        return place.malformed("Invalid principal in policy: \"" + kind + "\":\"" + place.node().asString() + "\"");
    }
}
