package dev.rolecall.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.rolecall.cloud.api.Secret;

/** Walks every class of the module. */
class SecretsStayInTheirTypeTest {
    private static final String VALUE = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final List<String> TELLING = List.of("secret", "password", "token");

    /** Every record of the module that holds a secret, at whatever depth. */
    static List<Class<?>> recordsWithASecret() {
        List<Class<?>> found = classes().filter(Class::isRecord).filter(type -> holdsASecret(type, 0)).toList();
        assertThat(found).hasSizeGreaterThan(3);
        return found;
    }

    @ParameterizedTest
    @MethodSource("recordsWithASecret")
    void aRecordThatHoldsASecretDoesNotPrintIt(Class<?> type) throws ReflectiveOperationException {
        assertThat(String.valueOf(instance(type))).doesNotContain(VALUE).contains("••••");
    }

    @Test
    void noRecordKeepsASecretAsText() {
        assertThat(classes().filter(Class::isRecord).flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> component.getType() == String.class)
                .filter(component -> TELLING.stream().anyMatch(word -> component.getName().toLowerCase(Locale.ROOT).contains(word))))
                .isEmpty();
    }

    @Test
    void aSecretTellsNothingButEquality() {
        Secret secret = new Secret(VALUE);
        assertThat(secret.toString()).isEqualTo("••••");
        assertThat(secret).isEqualTo(new Secret(VALUE)).isNotEqualTo(new Secret(VALUE + "x")).hasSameHashCodeAs(new Secret("other"));
    }

    private static boolean holdsASecret(Class<?> type, int depth) {
        return type.isRecord() && depth < 4 && Arrays.stream(type.getRecordComponents()).anyMatch(component -> {
            Class<?> held = erased(component.getGenericType());
            return held == Secret.class || holdsASecret(held, depth + 1);
        });
    }

    /** The type itself, or what an optional or a list is of. */
    private static Class<?> erased(Type type) {
        if (type instanceof ParameterizedType generic && (generic.getRawType() == Optional.class || generic.getRawType() == List.class)) {
            return erased(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getGenericType());
        }
        Constructor<?> constructor = type
                .getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        if (raw == Secret.class) {
            return new Secret(VALUE);
        }
        if (raw == Optional.class || raw == List.class) {
            Class<?> held = erased(type);
            boolean telling = held == Secret.class || holdsASecret(held, 0);
            return raw == Optional.class
                    ? telling ? Optional.of(value(held)) : Optional.empty()
                    : telling ? List.of(value(held)) : List.of();
        }
        return switch (raw.getName()) {
            case "java.lang.String" -> "text";
            case "java.time.Instant" -> Instant.EPOCH;
            case "java.time.Duration" -> Duration.ofHours(1);
            case "java.util.Map" -> Map.of();
            case "boolean" -> true;
            case "int" -> 1;
            case "long" -> 1L;
            default -> {
                if (raw.isInterface() && raw.isSealed()) {
                    yield value(raw.getPermittedSubclasses()[0]);
                }
                assertThat(raw.isRecord()).as(raw.getName()).isTrue();
                yield instance(raw);
            }
        };
    }

    private static Stream<Class<?>> classes() {
        try {
            Path root = Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root.resolve("dev/rolecall/cloud"))) {
                return files.filter(file -> file.toString().endsWith(".class")).map(file -> root.relativize(file).toString())
                        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                        .<Class<?>>map(SecretsStayInTheirTypeTest::load).filter(type -> !Modifier.isInterface(type.getModifiers())).toList()
                        .stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SecretsStayInTheirTypeTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
