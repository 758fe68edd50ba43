package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.rolecall.cloud.network.Door;
import dev.rolecall.cloud.state.State;

/**
 * Every name and member that is written to a state, as {@code state-format.txt} has it. Where a member comes, goes or gets another type,
 * states that people have do not load any more: either the change is undone, or the format of {@code StateFolder} gets the next number. A
 * new map and a class that moves change nothing for them. In each case the file is written anew with {@code -Drolecall.renew=true}.
 */
class WhatIsKeptHasAKnownFormTest {
    private static final Path FORM = Path.of("src/test/resources/dev/rolecall/cloud/state-format.txt");

    @TempDir
    private Path folder;

    @Test
    void namesAndMembersAreThoseOfTheFormat() throws IOException {
        Recording recording = new Recording(new TreeMap<>(), new TreeMap<>());
        URI nowhere = URI.create("http://127.0.0.1:1");
        new Platform(LocalCloudOptions.defaults(folder), recording, () -> nowhere, place -> Door.shared(nowhere)).close();
        String form = recording.text();
        if (Boolean.getBoolean("rolecall.renew")) {
            Files.writeString(FORM, form);
        }
        assertThat(form).isEqualTo(Files.readString(FORM));
    }

    /**
     * A state that only hears what is kept.
     *
     * @param kept  the type of the values by the name of their map
     * @param types the members of types
     */
    private record Recording(Map<String, String> kept, Map<String, String> types) implements State {
        private void add(String name, Class<?> type) {
            kept.put(name, shape(type));
        }

        String text() {
            return text(kept) + "\n" + text(types);
        }

        private static String text(Map<String, String> lines) {
            return lines.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue() + "\n").collect(Collectors.joining());
        }

        private String shape(Type type) {
            if (type instanceof ParameterizedType generic) {
                return shape(generic.getRawType()) + Arrays.stream(generic.getActualTypeArguments()).map(this::shape)
                        .collect(Collectors.joining(", ", "<", ">"));
            }
            Class<?> plain = (Class<?>) type;
            if (!plain.getName().startsWith("dev.rolecall") || plain == dev.rolecall.iam.PolicyDocument.class) {
                return plain.getSimpleName();
            }
            String name = plain.getName().substring("dev.rolecall.".length());
            if (types.putIfAbsent(name, "") == null) {
                types.put(name, members(plain));
            }
            return name;
        }

        private String members(Class<?> type) {
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).sorted()
                        .collect(Collectors.joining(" | "));
            }
            if (type.isSealed()) {
                return Arrays.stream(type.getPermittedSubclasses()).map(this::shape).sorted().collect(Collectors.joining(" | "));
            }
            return type.isRecord()
                    ? Arrays.stream(type.getRecordComponents()).map(member -> member.getName() + " " + shape(member.getGenericType()))
                            .collect(Collectors.joining(", "))
                    : "text or what the state's codec says";
        }

        @Override
        public boolean isNew() {
            return false;
        }

        @Override
        public <V> void keep(String name, ConcurrentMap<String, V> map, Class<V> type) {
            add(name, type);
        }

        @Override
        public <V> void keep(String name, Class<V> type, Supplier<Map<String, V>> present, Consumer<Map<String, V>> restore) {
            add(name, type);
        }

        @Override
        public <V> void keepNewest(String name, Class<V> type, Supplier<List<V>> added, int most, Consumer<List<V>> restore) {
            add(name, type);
        }

        @Override
        public State guardedBy(Object monitor) {
            return this;
        }

        @Override
        public Optional<Path> folder(String name) {
            return Optional.empty();
        }

        @Override
        public void begin() {}

        @Override
        public void save() {}

        @Override
        public void close() {}
    }
}
