package dev.rolecall.lab.target;

import java.util.List;

/**
 * What a person reads before something is created in an account.
 *
 * @param facts    who would act where, with which kind of credential, and what it costs
 * @param warnings what speaks against it
 */
public record Briefing(List<String> facts, List<String> warnings) {}
