package dev.rolecall.lab.demo;

/**
 * A place in which a workload's secret lies, readable for whoever may read that place.
 *
 * @param where the kind of place
 * @param at    which one: a stack, an instance, a function and its variable, a task definition and its container, a file
 */
public record SecretPlace(Where where, String at) {
    public enum Where {
        TEMPLATE("template"), USER_DATA("user-data"), FUNCTION_CONFIGURATION("function-configuration"), TASK_DEFINITION(
                "task-definition"), DISK("disk");

        private final String id;

        Where(String id) {
            this.id = id;
        }

        /** As it stands in JSON. */
        public String id() {
            return id;
        }

        /** For a person. */
        public String label() {
            return id.replace('-', ' ').replace("configuration", "config");
        }
    }
}
