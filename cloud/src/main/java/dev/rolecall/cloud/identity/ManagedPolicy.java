package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;

/** A policy that stands by itself and can be attached to several identities. */
public record ManagedPolicy(String name, String path, String arn, String id, Instant created, Optional<String> description,
        PolicyDocument document, Map<String, String> tags) {}
