package dev.rolecall.lab.experiment;

import java.nio.charset.StandardCharsets;

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
        UserData set(UserData data, Scene scene) {
            return data.environment(URI, DEAD);
        }
    },
    /** The endpoint answers that it gives nothing: S3, asked without a signature, is one that every target has and the SDK accepts. */
    ENDPOINT_REFUSES("an endpoint that refuses") {
        @Override
        UserData set(UserData data, Scene scene) {
            DeployedStack keyless = scene.keyless();
            return data.environment(URI, scene.clients().s3().utilities()
                    .getUrl(get -> get.bucket(keyless.output("LessonBucket")).key(keyless.output("LessonKey"))).toString());
        }
    },
    /** The file with the token that the endpoint asks for is not there. */
    NO_TOKEN_FILE("a missing token file") {
        @Override
        UserData set(UserData data, Scene scene) {
            return data.environment(URI, DEAD).environment(TOKEN_FILE, FILE);
        }
    },
    /** The token ends in a newline, as a file does that an editor wrote. */
    TOKEN_ENDS_IN_NEWLINE("a token with a newline") {
        @Override
        UserData set(UserData data, Scene scene) {
            return data.environment(URI, DEAD).environment(TOKEN_FILE, FILE).file("/" + FILE,
                    "a-token\n".getBytes(StandardCharsets.US_ASCII));
        }
    };

    private static final String URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    /** The port of the discard protocol, which nobody serves any more. */
    private static final String DEAD = "http://127.0.0.1:9/";
    /** As the service sees it, whose working directory is the root where its unit says nothing else. */
    private static final String FILE = "etc/rolecall/token";

    private final String label;

    ContainerTrap(String label) {
        this.label = label;
    }

    /** Sets it up. */
    abstract UserData set(UserData data, Scene scene);

    String label() {
        return label;
    }
}
