package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.rolecall.cloud.api.Secret;

/**
 * A comparison that stops at the first difference tells by its time how much was right. Time cannot be measured reliably in a test, so this
 * reads what the code calls.
 */
class SecretsAreComparedInConstantTimeTest {
    private static final Pattern COMPARED = Pattern
            .compile("\\.equals\\([^)\"]*([sS]ignature|[hH]mac|reveal)|([sS]ignature\\(?\\)?|reveal\\(\\))\\.equals");

    @ParameterizedTest
    @ValueSource(classes = {Verification.class, ChunkSignatures.class, Secret.class})
    void whatComparesASignatureOrAToken(Class<?> type) throws IOException {
        try (var code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1)).contains("java/security/MessageDigest")
                    .contains("isEqual");
        }
    }

    @Test
    void nobodyElseComparesOne() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> found = sources.filter(path -> path.toString().endsWith(".java")).filter(path -> COMPARED.matcher(read(path)).find())
                    .toList();
            assertThat(found).isEmpty();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
