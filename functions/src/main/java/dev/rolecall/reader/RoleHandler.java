package dev.rolecall.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The function that wears its execution role: it says nothing about credentials, the SDK's default chain finds them. Answers every event with one JSON
 * object of evidence, whether the read succeeded or not. See
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda execution role</a>.
 */
public final class RoleHandler implements RequestStreamHandler {
    private final Reader reader;

    /** Called once by Lambda for each execution environment; throws IllegalArgumentException when the environment names no object. */
    public RoleHandler() {
        this(System::getenv);
    }

    RoleHandler(Function<String, @Nullable String> environment) {
        reader = Reader.inThisProcess(environment, DefaultCredentialsProvider.builder().build());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(reader.attempt().json().getBytes(StandardCharsets.US_ASCII));
    }
}
