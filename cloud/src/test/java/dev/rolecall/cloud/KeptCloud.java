package dev.rolecall.cloud;

import java.io.IOException;
import java.nio.file.Path;

import dev.rolecall.cloud.api.SessionCredentials;

/** A cloud in a JVM of its own, to be killed, that keeps what it has in the folder that it is given. */
final class KeptCloud {
    private KeptCloud() {}

    public static void main(String[] arguments) throws IOException {
        LocalCloudOptions options = LocalCloudOptions.defaults(Path.of(arguments[1])).keptIn(Path.of(arguments[0]));
        try (LocalCloud cloud = LocalCloud.start(options)) {
            SessionCredentials administrator = cloud.administrator();
            System.out.println(cloud.endpoint());
            System.out.println(administrator.accessKeyId());
            System.out.println(administrator.secretAccessKey().reveal());
            System.out.println(administrator.sessionToken().reveal());
            System.in.transferTo(System.err);
        }
    }
}
