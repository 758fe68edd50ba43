package dev.rolecall.cloud.scheduler;

/**
 * How the scheduler's resources are named.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html">Resource types</a>
 */
record Arns(String region, String accountId) {
    String group(String name) {
        return of("schedule-group/" + name);
    }

    String schedule(String group, String name) {
        return of("schedule/" + group + "/" + name);
    }

    private String of(String resource) {
        return "arn:aws:scheduler:" + region + ":" + accountId + ":" + resource;
    }
}
