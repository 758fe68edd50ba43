package dev.rolecall.lab.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.StsException;

import dev.rolecall.lab.Masked;
import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.Pace;
import dev.rolecall.lab.target.ServiceError;

/**
 * Searches the places of a workload for the secret that it uses. What looks like a secret counts only if STS accepts a request that
 * was signed with it; so nothing is counted on the word of a template, and a role's places are searched just like a key's.
 */
final class SecretSearch {
    /** A text with more candidates than this is no place where people keep a key, and each one costs a request. */
    private static final int TRIED_PER_TEXT = 32;
    private static final String UNKNOWN = "InvalidClientTokenId";

    private final AwsClients clients;
    private final Places places;
    private final Principals principals;
    private final Pace pace;
    private final InstantSource clock;
    private final Map<KeyPair, Boolean> tried = new ConcurrentHashMap<>();

    SecretSearch(AwsClients clients, Principals principals, Pace pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
        this.clients = clients;
        this.places = new Places(clients);
        this.principals = principals;
    }

    List<SecretPlace> search(Workload workload, Lesson lesson, Evidence evidence) {
        List<SecretPlace> found = new ArrayList<>();
        evidence.credentials().ifPresent(seen -> {
            List<Places.Text> texts = places.of(workload, lesson);
            Set<String> ids = keyIds(workload, lesson, seen.accessKeyId(), texts);
            texts.stream().filter(text -> holdsSecret(text.content(), ids)).map(Places.Text::place).forEach(found::add);
        });
        evidence.secretOnDisk().forEach(file -> found.add(new SecretPlace(SecretPlace.Where.DISK, file)));
        return List.copyOf(found);
    }

    /** Ids that fit what the workload showed: those that lie around in its places, and the one that IAM knows. */
    private Set<String> keyIds(Workload workload, Lesson lesson, String masked, List<Places.Text> texts) {
        Set<String> ids = new TreeSet<>();
        texts.forEach(text -> ids.addAll(SecretCandidates.keyIds(text.content())));
        ids.removeIf(id -> !Masked.of(id).equals(masked));
        if (workload.wears() == Workload.Wears.KEY) {
            principals.accessKeyId(lesson.userName(), masked).ifPresent(ids::add);
        }
        return ids;
    }

    private boolean holdsSecret(String text, Set<String> ids) {
        List<String> tokens = SecretCandidates.sessionTokens(text);
        return SecretCandidates.secrets(text).stream().flatMap(secret -> ids.stream().flatMap(id -> pairs(id, secret, tokens)))
                .limit(TRIED_PER_TEXT).anyMatch(pair -> tried.computeIfAbsent(pair, this::works));
    }

    /** A temporary key's secret is worth nothing without its session token. */
    private static Stream<KeyPair> pairs(String id, String secret, List<String> tokens) {
        return id.startsWith("ASIA")
                ? tokens.stream().map(token -> KeyPair.temporary(id, secret, token))
                : Stream.of(KeyPair.permanent(id, secret));
    }

    /** A key that a workload used is known to S3; STS may learn of a new one some moments later. */
    private boolean works(KeyPair pair) {
        try {
            return pace.await(clock, pace.settling(), () -> asks(pair)).orElse(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether STS accepts it; empty when it does not know the key. */
    private Optional<Boolean> asks(KeyPair pair) {
        try {
            clients.sts().getCallerIdentity(
                    get -> get
                            .overrideConfiguration(sign -> sign.credentialsProvider(StaticCredentialsProvider.create(pair.credentials()))));
            return Optional.of(true);
        } catch (StsException e) {
            return ServiceError.of(e).code().equals(UNKNOWN) ? Optional.empty() : Optional.of(false);
        }
    }
}
