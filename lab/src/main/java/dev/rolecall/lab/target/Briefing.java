package dev.rolecall.lab.target;

import java.util.List;

/**
 * What a person reads before something is changed in an account.
 *
 * @param facts    who would act where, and with which kind of credential
 * @param warnings what speaks against it
 */
public record Briefing(List<String> facts, List<String> warnings) {}
