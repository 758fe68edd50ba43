package dev.rolecall.cloud.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;

/** A user, a group or a role of an account: what policies can be given to. */
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

        public User tagged(Map<String, String> changed) {
            return new User(name, path, arn, id, created, grants, changed);
        }

        /** The same user under another name or path: the unique id, and all that hangs on it, stays. */
        public User moved(String newName, String newPath, String newArn) {
            return new User(newName, newPath, newArn, id, created, grants, tags);
        }
    }

    /**
     * Users with policies in common. It is no principal: nobody signs as a group.
     *
     * @param members unique ids of its users, in the order in which they came
     */
    record Group(String name, String path, String arn, String id, Instant created, Grants grants, List<String> members)
            implements
                Identity {
        public Group {
            members = List.copyOf(members);
        }

        /** Groups have no tags. */
        @Override
        public Map<String, String> tags() {
            return Map.of();
        }

        @Override
        public Group with(Grants changed) {
            return new Group(name, path, arn, id, created, changed, members);
        }

        public Group of(List<String> userIds) {
            return new Group(name, path, arn, id, created, grants, userIds);
        }

        public Group moved(String newName, String newPath, String newArn) {
            return new Group(newName, newPath, newArn, id, created, grants, members);
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

        public Role tagged(Map<String, String> changed) {
            return new Role(name, path, arn, id, created, trust, description, maxSession, grants, changed);
        }

        public Role described(Optional<String> text) {
            return new Role(name, path, arn, id, created, trust, text, maxSession, grants, tags);
        }

        public Role lasting(Duration longest) {
            return new Role(name, path, arn, id, created, trust, description, longest, grants, tags);
        }
    }
}
