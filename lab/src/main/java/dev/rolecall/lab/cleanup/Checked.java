package dev.rolecall.lab.cleanup;

import java.util.Optional;

/**
 * That somebody looked.
 *
 * @param what     for what, and by what
 * @param obstacle why it could not be looked for; then nothing is proven by it
 */
public record Checked(String what, Optional<String> obstacle) {}
