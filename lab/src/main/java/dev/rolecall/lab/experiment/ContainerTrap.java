package dev.rolecall.lab.experiment;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * An environment in which the container credentials endpoint gives no credentials: one that was set up wrongly, or that does not work. Each differs in one thing from
 * the one that works.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">container credential provider</a>
 */
public enum ContainerTrap {
    /** The endpoint's port is closed. */
    NOBODY_LISTENS("a dead endpoint") {
        @Override
        UnaryOperator<UserData> set(String program) {
            return data -> withToken(data.besideEndpoint(program, ContainerEndpoint.DEAD), TOKEN);
        }
    },
    /** The endpoint answers that it gives nothing. */
    ENDPOINT_REFUSES("an endpoint that refuses") {
        @Override
        UnaryOperator<UserData> set(String program) {
            return data -> withToken(data.besideEndpoint(program, ContainerEndpoint.REFUSES), TOKEN);
        }
    },
    /** The endpoint works, and the file with the token for it is not there. */
    NO_TOKEN_FILE("a missing token file") {
        @Override
        UnaryOperator<UserData> set(String program) {
            return data -> data.besideEndpoint(program, ContainerEndpoint.WORKS).environment(TOKEN_FILE, FILE);
        }
    },
    /** The endpoint works, and the token ends in a newline, as a file does that an editor wrote. */
    TOKEN_ENDS_IN_NEWLINE("a newline in the token") {
        @Override
        UnaryOperator<UserData> set(String program) {
            return data -> withToken(data.besideEndpoint(program, ContainerEndpoint.WORKS), TOKEN + "\n");
        }
    };

    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private static final String FILE = "/etc/rolecall/token";
    private static final String TOKEN = "a-token";

    private final String label;

    ContainerTrap(String label) {
        this.label = label;
    }

    /** Sets it up for a program of the reader, given by its main class. */
    abstract UnaryOperator<UserData> set(String program);

    String label() {
        return label;
    }

    /** No trap: an endpoint that works, and the token as it has to be. */
    static UnaryOperator<UserData> workingEndpoint(String program) {
        return data -> withToken(data.besideEndpoint(program, ContainerEndpoint.WORKS), TOKEN);
    }

    private static UserData withToken(UserData data, String token) {
        return data.environment(TOKEN_FILE, FILE).file(FILE, token.getBytes(StandardCharsets.US_ASCII));
    }
}
