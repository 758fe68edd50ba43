package dev.rolecall.lab.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkSystemSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.Surroundings;
import dev.rolecall.lab.whole.PlayedAws;

/** The command line without a process of its own: a run costs no start of a JVM. The SDK's system properties stand for the environment. */
final class InThisProcess {
    private final Path root;
    private final Path temporary;

    InThisProcess(Path root, Path temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    record Ran(int code, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /** The sentence that it ended with, where it complained. */
        String complaint() {
            return err.lines().filter(line -> line.startsWith("rolecall: ")).reduce("", (all, line) -> all + line);
        }
    }

    Ran run(AwsCredentials credentials, String... args) {
        return run(credentials, "\0", () -> {
            // Nobody says that.
        }, args);
    }

    /** Does something at the moment at which the command says some words on standard error, and has it wait for that. */
    Ran run(AwsCredentials credentials, String words, Runnable meanwhile, String... args) {
        Map<String, String> properties = properties(credentials);
        properties.forEach(System::setProperty);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(
                    new Surroundings(root, Path.of(System.getProperty("java.home"), "bin", "java"), temporary, System::getenv,
                            InstantSource.system(), false),
                    new Terminal(stream(out), listening(err, words, meanwhile), false, false, false, false), args);
            return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    private static Map<String, String> properties(AwsCredentials credentials) {
        Map<String, String> properties = new TreeMap<>(Map.of(SdkSystemSetting.AWS_ACCESS_KEY_ID.property(), credentials.accessKeyId(),
                SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property(), credentials.secretAccessKey(), SdkSystemSetting.AWS_REGION.property(),
                PlayedAws.REGION));
        if (credentials instanceof AwsSessionCredentials temporary) {
            properties.put(SdkSystemSetting.AWS_SESSION_TOKEN.property(), temporary.sessionToken());
        }
        return properties;
    }

    private static PrintStream listening(ByteArrayOutputStream bytes, String words, Runnable meanwhile) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8) {
            @Override
            public void print(@Nullable String text) {
                super.print(text);
                if (text != null && text.contains(words)) {
                    meanwhile.run();
                }
            }
        };
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
