package dev.rolecall.lab.target;

/**
 * What a result was obtained on; every report says it.
 *
 * @param label    as it stands in JSON
 * @param sentence for people: what was asked, and what the answer is worth
 */
public record Shown(String label, String sentence) {}
