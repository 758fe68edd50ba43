package dev.rolecall.lab.identity;

import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role.
 *
 * @param trust the document that says who may assume it
 */
public record FoundRole(Role role, String trust, Attachments policies) {}
