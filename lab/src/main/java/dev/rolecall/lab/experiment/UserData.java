package dev.rolecall.lab.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.lab.LabException;

/**
 * The cloud-config of the lesson's instance, to be changed for a copy of it. Lines are added, and one word is replaced: all else stays as the CDK app wrote it.
 *
 * @param text may hold a secret
 */
record UserData(String text) {
    private static final Pattern SERVICE = Pattern.compile("(?m)^( *)\\[Service]\\n");
    private static final Pattern FILES = Pattern.compile("(?m)^write_files:\\n");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^( *ExecStart=.* -jar )((/\\S+/)([^/\\s]+))$");

    /** With one more variable of its service. systemd takes the last of several, and this is the first. */
    UserData environment(String name, String value) {
        MatchResult service = find(SERVICE);
        return insert(service.end(), service.group(1) + "Environment=" + name + "=" + value + "\n");
    }

    /** With one more file, which everybody on the instance may read. */
    UserData file(String path, byte[] content) {
        return insert(find(FILES).end(), "  - path: " + path + "\n    permissions: \"0644\"\n    encoding: b64\n    content: "
                + Base64.getEncoder().encodeToString(content) + "\n");
    }

    /** With another main class of the same program as its service, started by a jar that names nothing else. */
    UserData program(String mainClass) {
        MatchResult program = find(PROGRAM);
        String path = program.group(3) + mainClass.substring(mainClass.lastIndexOf('.') + 1) + ".jar";
        return new UserData(text.substring(0, program.start(2)) + path + text.substring(program.end(2)))
                .file(path, starter(mainClass, program.group(4)));
    }

    /** @see <a href="https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html#class-path-attribute">Class-Path attribute</a> */
    private static byte[] starter(String mainClass, String jarBesideIt) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, jarBesideIt);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private MatchResult find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw LabException.brokeOff("The instance's user data is not the lesson's: nothing in it matches " + pattern + ".");
        }
        return matcher;
    }

    private UserData insert(int at, String lines) {
        return new UserData(text.substring(0, at) + lines + text.substring(at));
    }

    @Override
    public String toString() {
        return "UserData[" + text.length() + " characters]";
    }
}
