package dev.rolecall.lab.cleanup;

/**
 * Something of the lab that is still there.
 *
 * @param kind    what it is: {@code stack}, {@code access-key}
 * @param id      which one: its name or ARN; of an access key its first and last four characters
 * @param command what removes it
 */
public record Leftover(String kind, String id, String command) {}
