package dev.rolecall.cloud.cloudformation;

import java.util.List;
import java.util.Optional;

/**
 * What an update would do to one resource.
 *
 * @param replacement empty but for {@link Action#MODIFY}
 * @param details     the properties that would change
 * @param retained    whether what goes away stays
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">ResourceChange</a>
 */
record PlannedChange(Action action, String logicalId, Optional<String> physicalId, String type, Optional<Replacement> replacement,
        List<Detail> details, boolean retained) {

    enum Action {
        ADD("Add"), MODIFY("Modify"), REMOVE("Remove");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    enum Replacement {
        TRUE("True"), FALSE("False"), CONDITIONAL("Conditional");

        private final String text;

        Replacement(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * One property.
     *
     * @param recreates whether its change makes a new resource
     * @param dynamic   whether its value is known only when another resource has been made
     */
    record Detail(String property, boolean recreates, boolean dynamic) {}
}
