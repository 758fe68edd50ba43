package dev.rolecall.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The function that carries a user's access key in its environment, as people do it and as nobody should. The variables have names of their own because
 * Lambda reserves AWS's:
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">reserved environment variables</a>.
 */
public final class AccessKeyHandler implements RequestStreamHandler {
    private final Reader reader;

    /** Called once by Lambda for each execution environment; throws IllegalArgumentException when the environment names no object. */
    public AccessKeyHandler() {
        this(System::getenv);
    }

    AccessKeyHandler(Function<String, @Nullable String> environment) {
        reader = Reader.inThisProcess(environment, key(environment));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(reader.attempt().json().getBytes(StandardCharsets.US_ASCII));
    }

    private static AwsCredentialsProvider key(Function<String, @Nullable String> environment) {
        String id = environment.apply("READER_ACCESS_KEY_ID");
        String secret = environment.apply("READER_SECRET_ACCESS_KEY");
        if (id == null || secret == null || id.isBlank() || secret.isBlank()) {
            return () -> {
                throw SdkClientException.create("READER_ACCESS_KEY_ID and READER_SECRET_ACCESS_KEY are not both set.");
            };
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }
}
