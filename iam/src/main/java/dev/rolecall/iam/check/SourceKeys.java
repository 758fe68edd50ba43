package dev.rolecall.iam.check;

import java.util.Map;
import java.util.Optional;

/**
 * The services of which AWS's documentation shows a role's trust policy with {@code aws:SourceArn} or {@code aws:SourceAccount}, with the page.
 * AWS publishes no list of them. Its pages on instance profiles and on Lambda's execution roles show neither key.
 */
final class SourceKeys {
    private static final String DOCS = "https://docs.aws.amazon.com/";
    private static final Map<String, String> PAGES = Map.ofEntries(
            page("bedrock", "bedrock/latest/userguide/cross-service-confused-deputy-prevention.html"),
            page("codebuild", "codebuild/latest/userguide/cross-service-confused-deputy-prevention.html"),
            page("datasync", "datasync/latest/userguide/cross-service-confused-deputy-prevention.html"),
            page("ecs-tasks", "AmazonECS/latest/developerguide/task-iam-roles.html"),
            page("events", "eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html"),
            page("frauddetector", "frauddetector/latest/ug/confused-deputy-prevention.html"),
            page("iot", "iot/latest/developerguide/cross-service-confused-deputy-prevention.html"),
            page("personalize", "personalize/latest/dg/cross-service-confused-deputy-prevention.html"),
            page("sagemaker", "sagemaker/latest/dg/security-confused-deputy-prevention.html"),
            page("scheduler", "scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html"),
            page("ssm", "systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html"),
            page("states", "step-functions/latest/dg/procedure-create-iam-role.html"),
            page("transfer", "transfer/latest/userguide/confused-deputy.html"),
            page("vpc-flow-logs", "vpc/latest/userguide/flow-logs-iam-role.html"));

    private SourceKeys() {}

    /** The page, where AWS documents the keys for this service's name. */
    static Optional<String> page(String service) {
        return Optional.ofNullable(PAGES.get(service));
    }

    private static Map.Entry<String, String> page(String service, String page) {
        return Map.entry(service + ".amazonaws.com", DOCS + page);
    }
}
