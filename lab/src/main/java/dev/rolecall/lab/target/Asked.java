package dev.rolecall.lab.target;

/**
 * A question to the policies of whoever runs the lesson.
 *
 * @param action   {@code iam:PassRole}
 * @param resource an ARN, or {@code *}
 */
public record Asked(String action, String resource) {}
