package dev.rolecall.lab.experiment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import software.amazon.awssdk.services.iam.model.Role;

import dev.rolecall.lab.Undo;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;

/** Makes roles for experiments that need one of their own. None is given a permission, and each is deleted as soon as its experiment is over. */
public final class OwnRoles {
    private static final int RANDOM = 8;

    private final AwsClients clients;
    private final Pace pace;
    private final InstantSource clock;
    private final Undo undo;
    private final String names;

    /** @param names what their names begin with: by it {@code rolecall destroy} finds those of a run that was killed */
    public OwnRoles(AwsClients clients, Pace pace, InstantSource clock, Undo undo, String names) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
        this.undo = undo;
        this.names = names;
    }

    interface Use<T> {
        T of(OwnRole role) throws InterruptedException;
    }

    /** Makes a role with a trust policy, whose sessions last an hour at most, does something with it, and deletes it. */
    <T> T with(Trust trust, Use<T> use) throws InterruptedException {
        return with(trust, Duration.ofHours(1), use);
    }

    /** The same with sessions as long as that. */
    <T> T with(Trust trust, Duration longest, Use<T> use) throws InterruptedException {
        String name = names + "Prove-" + UUID.randomUUID().toString().substring(0, RANDOM);
        AtomicBoolean there = new AtomicBoolean();
        undo.add(() -> delete(name, there));
        try {
            Role made = undo.begin(() -> {
                Role role = clients.iam().createRole(create -> create.roleName(name).assumeRolePolicyDocument(trust.document())
                        .maxSessionDuration(Math.toIntExact(longest.toSeconds()))).role();
                there.set(true);
                return role;
            });
            return use.of(new OwnRole(clients, pace, clock, name, made.arn()));
        } finally {
            delete(name, there);
        }
    }

    private void delete(String name, AtomicBoolean there) {
        if (there.getAndSet(false)) {
            clients.iam().deleteRole(delete -> delete.roleName(name));
        }
    }
}
