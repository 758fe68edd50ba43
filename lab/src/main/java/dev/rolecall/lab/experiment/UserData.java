package dev.rolecall.lab.experiment;

import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.rolecall.lab.LabException;

/**
 * The cloud-config of the lesson's instance, to be changed for a copy of it. Lines are added, and one word is replaced: all else stays as the CDK app wrote it.
 *
 * @param text may hold a secret
 */
public record UserData(String text) {
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

    /**
     * With a program of the same jar as its service, and a container credentials endpoint of its own. A jar beside the program's has the endpoint, and starts both.
     *
     * @param endpoint how the endpoint is
     */
    UserData besideEndpoint(String mainClass, String endpoint) {
        MatchResult program = find(PROGRAM);
        String path = program.group(3) + ContainerEndpoint.class.getSimpleName() + ".jar";
        return new UserData(text.substring(0, program.start(2)) + path + " " + endpoint + " " + mainClass + text.substring(program.end(2)))
                .file(path, StarterJar.of(ContainerEndpoint.class, program.group(4)));
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
