package dev.rolecall.cloud.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.api.SessionCredentials;
import dev.rolecall.cloud.identity.Grants;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.ManagedPolicy;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.identity.SessionPolicies;
import dev.rolecall.cloud.identity.SessionTags;
import dev.rolecall.cloud.identity.SessionTerms;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.Principal;

/** States in real folders, opened again after they were closed, or from a copy of their files taken while they were in use. */
@Timeout(60)
class WhatIsKeptIsFoundAgainTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.789012345Z");
    private static final PolicyDocument POLICY = PolicyDocument.parse("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}""",
            PolicyKind.IDENTITY);

    @TempDir
    private Path temporary;

    /** Whatever values of a cloud are made of. */
    private record Everything(Identity identity, Optional<Principal> principal, List<Principal> several, Secret secret, Duration lasting,
            Optional<AwsException> error, ObjectNode json, Map<PolicyKind, Long> byKind, boolean sure, int count, Session session) {}

    private record Numbered(int number) {}

    private DurableState open() {
        return open(temporary.resolve("state"));
    }

    private static DurableState open(Path folder) {
        return DurableState.open(folder, "111122223333", "us-east-1");
    }

    private static <V> ConcurrentMap<String, V> kept(State state, String name, Class<V> type) {
        ConcurrentMap<String, V> map = new ConcurrentHashMap<>();
        state.keep(name, map, type);
        return map;
    }

    private static Everything everything() {
        Principal user = new Principal.User("arn:aws:iam::111122223333:user/a", "111122223333", "a", "AIDA1");
        Session session = new Session(new SessionCredentials("ASIA1", new Secret(SECRET), new Secret("token"), NOW, NOW), user, user,
                new SessionTerms(new SessionPolicies(Optional.of(new NamedPolicy("inline", POLICY)), List.of("arn")),
                        new SessionTags(Map.of("Team", "x"), List.of("Team")), Optional.of("me"), Optional.of(NOW),
                        Map.of("aws:SourceVpce", List.of("vpce-1"))));
        return new Everything(
                new Identity.Role("r", "/", "arn", "AROA1", NOW, POLICY, Optional.empty(), Duration.ofHours(1),
                        Grants.NONE.withInline("p", POLICY), Map.of("k", "v")),
                Optional.of(new Principal.Anonymous()), List.of(user, new Principal.Root("111122223333")), new Secret(SECRET),
                Duration.ofMillis(1500), Optional.of(new AwsException("NoSuchKey", 404, "Not there.")),
                JsonMapper.shared().createObjectNode().put("a", 1).put("b", "text"), Map.of(PolicyKind.TRUST, 5L), true, 7, session);
    }

    @Test
    void everyKindOfValueComesBackAsItWas() {
        Everything value = everything();
        try (DurableState state = open()) {
            kept(state, "all", Everything.class).put("one", value);
            state.begin();
        }
        try (DurableState state = open()) {
            Everything found = Objects.requireNonNull(kept(state, "all", Everything.class).get("one"));
            assertThat(found).usingRecursiveComparison().ignoringFields("error", "secret", "session").isEqualTo(value);
            assertThat(found.secret()).isEqualTo(value.secret());
            assertThat(found.session()).isEqualTo(value.session());
            assertThat(found.error()).get().extracting(AwsException::code, AwsException::status, AwsException::getMessage)
                    .containsExactly("NoSuchKey", 404, "Not there.");
        }
    }

    @Test
    void aManagedPolicyComesBackWithItsVersions() {
        ManagedPolicy policy = ManagedPolicy.first("p", "/", "arn", NOW, Optional.of("text"), POLICY, Map.of()).revised(POLICY, false, NOW);
        try (DurableState state = open()) {
            kept(state, "policies", ManagedPolicy.class).put("arn", policy);
            state.begin();
        }
        try (DurableState state = open()) {
            ManagedPolicy found = Objects.requireNonNull(kept(state, "policies", ManagedPolicy.class).get("arn"));
            assertThat(found).usingRecursiveComparison().ignoringFields("versions").isEqualTo(policy);
            assertThat(found.versions()).extracting("id").containsExactly("v2", "v1");
            assertThat(found.document()).isEqualTo(POLICY);
        }
    }

    @Test
    void aStateThatWasNeverBegunIsNewAgainAndEmpty() {
        try (DurableState state = open()) {
            kept(state, "numbers", Numbered.class).put("one", new Numbered(1));
            state.save();
        }
        try (DurableState state = open()) {
            assertThat(state.isNew()).isTrue();
            assertThat(kept(state, "numbers", Numbered.class)).isEmpty();
            state.begin();
        }
        try (DurableState state = open()) {
            assertThat(state.isNew()).isFalse();
        }
    }

    @Test
    void whatIsChangedAndTakenAwayIsSaved() {
        try (DurableState state = open()) {
            ConcurrentMap<String, Numbered> numbers = kept(state, "numbers", Numbered.class);
            numbers.putAll(Map.of("stays", new Numbered(1), "changes", new Numbered(2), "goes", new Numbered(3)));
            state.begin();
            numbers.put("changes", new Numbered(20));
            numbers.remove("goes");
            numbers.put("comes", new Numbered(4));
            state.save();
            numbers.remove("comes");
            numbers.put("comes again", new Numbered(5));
        }
        try (DurableState state = open()) {
            assertThat(kept(state, "numbers", Numbered.class)).containsOnly(Map.entry("stays", new Numbered(1)),
                    Map.entry("changes", new Numbered(20)), Map.entry("comes again", new Numbered(5)));
        }
    }

    @Test
    void whatIsNoMapIsKeptByItsPresentValue() {
        Map<String, Numbered> present = new HashMap<>();
        try (DurableState state = open()) {
            state.keep("values", Numbered.class, () -> Map.copyOf(present), restored -> {
                throw new AssertionError("nothing was stored");
            });
            state.begin();
            present.put("a", new Numbered(1));
            state.save();
            present.put("a", new Numbered(2));
            present.put("b", new Numbered(3));
            state.save();
        }
        Map<String, Numbered> restored = new HashMap<>();
        try (DurableState state = open()) {
            state.keep("values", Numbered.class, () -> Map.copyOf(restored), restored::putAll);
            assertThat(restored).isEqualTo(Map.of("a", new Numbered(2), "b", new Numbered(3)));
        }
    }

    @Test
    void ofWhatOnlyGrowsTheNewestIsKept() {
        List<Numbered> added = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<Numbered> found = new ArrayList<>();
            try (DurableState state = open()) {
                state.keepNewest("log", Numbered.class, () -> taken(added), 5, found::addAll);
                state.begin();
                for (int i = 0; i < 4; i++) {
                    added.add(new Numbered(round * 4 + i));
                    state.save();
                }
            }
            assertThat(found).extracting(Numbered::number)
                    .isEqualTo(List.of(List.of(), List.of(0, 1, 2, 3), List.of(3, 4, 5, 6, 7)).get(round));
        }
    }

    private static List<Numbered> taken(List<Numbered> added) {
        List<Numbered> all = List.copyOf(added);
        added.clear();
        return all;
    }

    @Test
    void whatIsChangedUnderAMonitorIsWrittenTogether() throws Exception {
        Object monitor = new Object();
        try (DurableState state = open(); ExecutorService changing = Executors.newSingleThreadExecutor()) {
            ConcurrentMap<String, Numbered> left = kept(state.guardedBy(monitor), "left", Numbered.class);
            ConcurrentMap<String, Numbered> right = kept(state.guardedBy(monitor), "right", Numbered.class);
            state.begin();
            var done = changing.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    synchronized (monitor) {
                        left.put("n", new Numbered(i));
                        right.put("n", new Numbered(i));
                    }
                }
            });
            for (int round = 0; !done.isDone() || round < 3; round++) {
                state.save();
                Path copy = copy(temporary.resolve("copy" + round));
                try (DurableState then = open(copy)) {
                    assertThat(kept(then, "left", Numbered.class)).isEqualTo(kept(then, "right", Numbered.class));
                }
            }
            done.get();
        }
    }

    /** What a kill would leave: the files as they are at that moment. */
    @Test
    void aCopyTakenAtAnyMomentHasAllThatWasSavedBefore() throws IOException {
        Random random = new Random(6);
        try (DurableState state = open()) {
            ConcurrentMap<String, Numbered> numbers = kept(state, "numbers", Numbered.class);
            state.begin();
            Map<String, Numbered> saved = Map.of();
            for (int round = 0; round < 60; round++) {
                for (int i = 0; i < random.nextInt(30); i++) {
                    numbers.put("key" + random.nextInt(50), new Numbered(random.nextInt()));
                    numbers.remove("key" + random.nextInt(50));
                }
                if (random.nextBoolean()) {
                    state.save();
                    saved = Map.copyOf(numbers);
                }
                try (DurableState copy = open(copy(temporary.resolve("copy" + round)))) {
                    assertThat(kept(copy, "numbers", Numbered.class)).isEqualTo(saved);
                }
            }
        }
    }

    @Test
    void aFileThatWasCutOffIsAsItWasAtAnEarlierSaveOrIsRefused() throws IOException {
        List<Map<String, Numbered>> saved = new ArrayList<>();
        try (DurableState state = open()) {
            ConcurrentMap<String, Numbered> numbers = kept(state, "numbers", Numbered.class);
            state.begin();
            saved.add(Map.of());
            for (int i = 0; i < 40; i++) {
                numbers.put("key" + i % 7, new Numbered(i));
                state.save();
                saved.add(Map.copyOf(numbers));
            }
            Path whole = copy(temporary.resolve("whole"));
            long length = Files.size(whole.resolve("state.mv"));
            Random random = new Random(60);
            int loaded = 0;
            for (int round = 0; round < 40; round++) {
                Path torn = copy(whole, temporary.resolve("torn" + round));
                try (var channel = Files.newByteChannel(torn.resolve("state.mv"), StandardOpenOption.WRITE)) {
                    channel.truncate(length - 1 - random.nextLong(length - 1));
                }
                try (DurableState opened = open(torn)) {
                    assertThat(saved).contains(Map.copyOf(kept(opened, "numbers", Numbered.class)));
                    loaded++;
                } catch (StateException e) {
                    assertThat(e.fault()).isEqualTo(StateException.Fault.UNSUITABLE);
                    assertThat(e.getMessage()).contains("is damaged", torn.toString());
                }
            }
            assertThat(loaded).isGreaterThan(20);
        }
    }

    @Test
    void manySavesAtOnceAreAllThere() throws Exception {
        try (DurableState state = open(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ConcurrentMap<String, Numbered> numbers = kept(state, "numbers", Numbered.class);
            state.begin();
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                int mine = thread;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        numbers.put(mine + "-" + i, new Numbered(i));
                        state.save();
                    }
                }));
            }
            for (var each : done) {
                each.get();
            }
            try (DurableState copy = open(copy(temporary.resolve("copy")))) {
                assertThat(kept(copy, "numbers", Numbered.class)).isEqualTo(numbers);
            }
        }
    }

    @Test
    void anInterruptedThreadSavesToo() {
        try (DurableState state = open()) {
            ConcurrentMap<String, Numbered> numbers = kept(state, "numbers", Numbered.class);
            state.begin();
            numbers.put("one", new Numbered(1));
            Thread.currentThread().interrupt();
            state.save();
            assertThat(Thread.interrupted()).isTrue();
            numbers.put("two", new Numbered(2));
            state.save();
        }
        try (DurableState state = open()) {
            assertThat(kept(state, "numbers", Numbered.class)).containsOnlyKeys("one", "two");
        }
    }

    @Test
    void anUnknownMemberIsRefusedAndNothingIsChanged() throws IOException {
        record Older(int number, String more) {}
        try (DurableState state = open()) {
            kept(state, "numbers", Older.class).put("one", new Older(1, SECRET));
            state.begin();
        }
        byte[] before = Files.readAllBytes(temporary.resolve("state/state.mv"));
        try (DurableState state = open()) {
            assertThatThrownBy(() -> kept(state, "numbers", Numbered.class)).isInstanceOfSatisfying(StateException.class, e -> {
                assertThat(e.fault()).isEqualTo(StateException.Fault.UNSUITABLE);
                assertThat(e.getMessage()).contains("numbers", "Use the version that made it").doesNotContain(SECRET);
            });
        }
        try (DurableState state = open()) {
            assertThat(kept(state, "numbers", Older.class)).containsEntry("one", new Older(1, SECRET));
        }
        assertThat(before).isNotEmpty();
    }

    @Test
    void noOtherMapperWritesASecret() {
        assertThat(JsonMapper.shared().writeValueAsString(everything().session())).doesNotContain(SECRET);
    }

    private Path copy(Path to) throws IOException {
        return copy(temporary.resolve("state"), to);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
