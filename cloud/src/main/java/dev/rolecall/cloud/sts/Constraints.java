package dev.rolecall.cloud.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.AwsException;

/** Checks parameters as the API's model constrains them, and names every violation in one error, in the words of AWS's services. */
final class Constraints {
    private final List<String> violations = new ArrayList<>();

    Constraints text(String member, Optional<String> value, int shortest, int longest, Pattern allowed) {
        value.ifPresent(text -> {
            if (text.length() > longest) {
                violation(text, member, "have length less than or equal to " + longest);
            }
            if (text.length() < shortest) {
                violation(text, member, "have length greater than or equal to " + shortest);
            }
            if (!allowed.matcher(text).matches()) {
                violation(text, member, "satisfy regular expression pattern: " + allowed.pattern());
            }
        });
        return this;
    }

    Constraints number(String member, Optional<Integer> value, int least, int most) {
        value.ifPresent(number -> {
            if (number > most) {
                violation(number, member, "have value less than or equal to " + most);
            }
            if (number < least) {
                violation(number, member, "have value greater than or equal to " + least);
            }
        });
        return this;
    }

    Constraints count(String member, int count, int most) {
        if (count > most) {
            violations.add("Value at '" + member + "' failed to satisfy constraint: Member must have length less than or equal to " + most);
        }
        return this;
    }

    /** @throws AwsException with all that was found */
    void check() {
        if (!violations.isEmpty()) {
            String count = violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
            throw AwsException.validation(count + " detected: " + String.join("; ", violations));
        }
    }

    private void violation(Object value, String member, String rule) {
        violations.add("Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + rule);
    }
}
