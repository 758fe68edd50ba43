package dev.rolecall.cloud.instance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import dev.rolecall.cloud.instance.UserData.CloudConfig;
import dev.rolecall.cloud.instance.UserData.Content;
import dev.rolecall.cloud.instance.UserData.DeclaredFile;
import dev.rolecall.cloud.program.NotEmulatedException;

/**
 * Reads the part of cloud-config that the local cloud acts upon.
 *
 * @see <a href="https://docs.cloud-init.io/en/latest/reference/modules.html">cloud-init's modules</a>
 */
final class CloudConfigReader {
    private static final Set<String> UNDERSTOOD = Set.of("packages", "write_files", "runcmd");
    private static final int WORLD_READABLE = 0644;

    private CloudConfigReader() {}

    static CloudConfig read(String text) {
        Map<?, ?> document = load(text);
        List<String> ignored = document.keySet().stream().map(String::valueOf).filter(key -> !UNDERSTOOD.contains(key)).toList();
        List<String> packages = list(document, "packages").stream().map(String::valueOf).toList();
        List<DeclaredFile> files = new ArrayList<>();
        for (Object entry : list(document, "write_files")) {
            files.add(file(entry));
        }
        List<Command> commands = list(document, "runcmd").stream().map(CloudConfigReader::command).toList();
        return new CloudConfig(packages, List.copyOf(files), commands, ignored);
    }

    private static Map<?, ?> load(String text) {
        try {
            // The engine builds maps, lists and scalars only; a problem's own text could quote a secret, so only its place is told.
            Object loaded = new Load(LoadSettings.builder().setLabel("user data").setMaxAliasesForCollections(10).build())
                    .loadFromString(text);
            if (loaded instanceof Map<?, ?> map) {
                return map;
            }
            throw new NotEmulatedException("its cloud-config is not a mapping");
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
            throw new NotEmulatedException("its cloud-config is not valid YAML" + place);
        } catch (YamlEngineException e) {
            throw new NotEmulatedException("its cloud-config is not valid YAML");
        }
    }

    private static DeclaredFile file(Object entry) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("path") instanceof String path)) {
            throw new NotEmulatedException("an entry of write_files has no path");
        }
        Object mode = map.get("permissions");
        return new DeclaredFile(path, content(map), mode == null ? WORLD_READABLE : mode(mode));
    }

    private static Content content(Map<?, ?> map) {
        if (Boolean.TRUE.equals(map.get("append"))) {
            return new Content.Refused("append is not emulated");
        }
        Object content = map.get("content");
        String text = content == null ? "" : content.toString();
        Object encoding = map.get("encoding");
        return switch (encoding == null ? "text/plain" : encoding.toString()) {
            case "text/plain" -> new Content.Bytes(text.getBytes(StandardCharsets.UTF_8));
            case "b64", "base64" -> decoded(text);
            default -> new Content.Refused("the encoding " + encoding + " is not emulated");
        };
    }

    private static Content decoded(String text) {
        try {
            return new Content.Bytes(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return new Content.Refused("its content is not base64");
        }
    }

    /** Octal text as cloud-init wants it; YAML 1.2 reads an unquoted 0644 as the number 644. */
    private static int mode(Object value) {
        String digits = value.toString().replaceFirst("^0o?", "");
        if (!digits.matches("[0-7]{1,4}")) {
            throw new NotEmulatedException("the permissions " + value + " are not octal");
        }
        return Integer.parseInt(digits, 8) & 0777;
    }

    private static Command command(@Nullable Object entry) {
        if (entry instanceof List<?> words) {
            return Command.of(words.stream().map(String::valueOf).toList());
        }
        return new Command.NotEmulated("a command line for a shell", "only commands in list form are interpreted");
    }

    private static List<?> list(Map<?, ?> document, String key) {
        Object value = document.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new NotEmulatedException(key + " is not a list");
    }
}
