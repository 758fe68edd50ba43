package dev.rolecall.cloud.template;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * What CloudFormation itself knows of a stack; the user guide's {@code pseudo-parameter-reference} lists it.
 *
 * @param region    {@code eu-west-1}
 * @param partition {@code aws}
 * @param urlSuffix {@code amazonaws.com}
 * @param stackId   the stack's ARN
 */
public record PseudoParameters(String accountId, String region, String partition, String urlSuffix, String stackId, String stackName,
        List<String> notificationArns) {
    static final String NO_VALUE = "AWS::NoValue";

    static boolean isPseudo(String name) {
        return name.startsWith("AWS::");
    }

    Optional<JsonNode> value(String name) {
        return switch (name) {
            case "AWS::AccountId" -> text(accountId);
            case "AWS::Region" -> text(region);
            case "AWS::Partition" -> text(partition);
            case "AWS::URLSuffix" -> text(urlSuffix);
            case "AWS::StackId" -> text(stackId);
            case "AWS::StackName" -> text(stackName);
            case "AWS::NotificationARNs" -> {
                ArrayNode arns = JsonNodeFactory.instance.arrayNode();
                notificationArns.forEach(arns::add);
                yield Optional.of(arns);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> text(String value) {
        return Optional.of(StringNode.valueOf(value));
    }
}
