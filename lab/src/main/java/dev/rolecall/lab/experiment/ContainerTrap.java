package dev.rolecall.lab.experiment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.rolecall.lab.deploy.DeployedStack;

/**
 * An environment in which the container credentials endpoint gives no credentials: one that was set up wrongly, or that does not work.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container credential provider</a>
 */
public enum ContainerTrap {
    /** The endpoint's port is closed. */
    NOBODY_LISTENS("a dead endpoint") {
        @Override
        UnaryOperator<UserData> set(String program, Scene scene) {
            return data -> data.program(program).environment(URI, DEAD);
        }
    },
    /** The endpoint answers that it gives nothing: S3, asked without a signature, is one that every target has and the SDK accepts. */
    ENDPOINT_REFUSES("an endpoint that refuses") {
        @Override
        UnaryOperator<UserData> set(String program, Scene scene) {
            DeployedStack keyless = scene.keyless();
            return data -> data.program(program).environment(URI, scene.clients().s3().utilities()
                    .getUrl(get -> get.bucket(keyless.output("LessonBucket")).key(keyless.output("LessonKey"))).toString());
        }
    },
    /** The endpoint works, and the file with the token for it is not there. */
    NO_TOKEN_FILE("a missing token file") {
        @Override
        UnaryOperator<UserData> set(String program, Scene scene) {
            return data -> data.besideEndpoint(program).environment(TOKEN_FILE, FILE);
        }

        @Override
        Optional<UnaryOperator<UserData>> mended(String program) {
            return Optional.of(workingEndpoint(program));
        }
    },
    /** The endpoint works, and the token ends in a newline, as a file does that an editor wrote. */
    TOKEN_ENDS_IN_NEWLINE("a newline in the token") {
        @Override
        UnaryOperator<UserData> set(String program, Scene scene) {
            return withToken(program, TOKEN + "\n");
        }

        @Override
        Optional<UnaryOperator<UserData>> mended(String program) {
            return Optional.of(workingEndpoint(program));
        }
    };

    private static final String URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    /** The port of the discard protocol, which nobody serves any more. */
    private static final String DEAD = "http://127.0.0.1:9/";
    private static final String FILE = "/etc/rolecall/token";
    private static final String TOKEN = "a-token";

    private final String label;

    ContainerTrap(String label) {
        this.label = label;
    }

    /** Sets it up for a program of the reader, given by its main class. */
    abstract UnaryOperator<UserData> set(String program, Scene scene);

    /** The same without the one thing that is wrong; empty where that would be an endpoint of AWS's own. */
    Optional<UnaryOperator<UserData>> mended(String program) {
        return Optional.empty();
    }

    String label() {
        return label;
    }

    /** No trap: an endpoint that works, and the token as it has to be. */
    static UnaryOperator<UserData> workingEndpoint(String program) {
        return withToken(program, TOKEN);
    }

    private static UnaryOperator<UserData> withToken(String program, String token) {
        return data -> data.besideEndpoint(program).environment(TOKEN_FILE, FILE).file(FILE,
                token.getBytes(StandardCharsets.US_ASCII));
    }
}
