package dev.rolecall.iam;

/**
 * A document and what people call it.
 *
 * @param name {@code ReadLesson}, or an ARN
 */
public record NamedPolicy(String name, PolicyDocument document) {}
