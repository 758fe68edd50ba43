package dev.rolecall.cloud.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;

/** A user or a role of an account: what policies can be given to. */
public sealed interface Identity {
    String name();

    String arn();

    /** The unique id, which a new identity of the same name does not inherit. */
    String id();

    String path();

    Instant created();

    Grants grants();

    Map<String, String> tags();

    Identity with(Grants changed);

    /** A person or program with long-term credentials of its own. */
    record User(String name, String path, String arn, String id, Instant created, Grants grants, Map<String, String> tags)
            implements
                Identity {
        public User {
            tags = Map.copyOf(tags);
        }

        @Override
        public User with(Grants changed) {
            return new User(name, path, arn, id, created, changed, tags);
        }
    }

    /**
     * An identity without credentials of its own, worn for a session.
     *
     * @param trust      who may assume it
     * @param maxSession the longest session that AssumeRole gives, 1 to 12 hours
     */
    record Role(String name, String path, String arn, String id, Instant created, PolicyDocument trust, Optional<String> description,
            Duration maxSession, Grants grants, Map<String, String> tags) implements Identity {
        public Role {
            tags = Map.copyOf(tags);
        }

        @Override
        public Role with(Grants changed) {
            return new Role(name, path, arn, id, created, trust, description, maxSession, changed, tags);
        }

        public Role trusting(PolicyDocument changed) {
            return new Role(name, path, arn, id, created, changed, description, maxSession, grants, tags);
        }
    }
}
