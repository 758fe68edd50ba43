package dev.rolecall.iam.check;

/**
 * One thing that is wrong, and what to do about it.
 *
 * @param rule      the id of the rule that found it, see {@link PolicyCheck#rules}
 * @param path      JSON Pointer (RFC 6901) into the file; where a document stands in the file as a string, the pointer to that string
 * @param message   what is wrong, in a sentence
 * @param fix       what to do, in a sentence
 * @param reference the page of AWS's that says so
 */
public record Finding(Severity severity, String rule, String path, String message, String fix, String reference) {}
