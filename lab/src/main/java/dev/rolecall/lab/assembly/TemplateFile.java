package dev.rolecall.lab.assembly;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The template of a stack, whatever else the stack needs.
 *
 * @param stack   the stack's id in the CDK app
 * @param name    its name in the account
 * @param account that it was synthesised for, where it was for one in particular
 * @param region  the same
 */
public record TemplateFile(String stack, String name, Path file, Optional<String> account, Optional<String> region) {}
