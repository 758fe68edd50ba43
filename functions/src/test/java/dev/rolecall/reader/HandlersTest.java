package dev.rolecall.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two functions as Lambda calls them; the SDK's own settings come as system properties here, since a test cannot set its environment. */
class HandlersTest {
    private static final Map<String, String> SDK = Map.of("aws.accessKeyId", "ASIAIOSFODNN7EXAMPLE", "aws.secretAccessKey",
            "roleSecretRoleSecret", "aws.sessionToken", "roleTokenRoleToken");

    private final StandInAws aws = StandInAws.start();

    @BeforeEach
    void set() {
        SDK.forEach(System::setProperty);
    }

    @AfterEach
    void unset() {
        SDK.keySet().forEach(System::clearProperty);
        aws.close();
    }

    @Test
    void the_function_with_a_role_takes_what_the_default_chain_finds() throws Exception {
        JsonNode evidence = invoke(new RoleHandler(aws.environment("lambda-role")::get));
        assertThat(evidence.path("outcome").asString()).isEqualTo("read");
        assertThat(evidence.path("credentials").toString()).isEqualTo("{\"accessKeyId\":\"ASIA\u2026MPLE\",\"sessionToken\":true,"
                + "\"expiresAt\":null,\"provider\":\"SystemPropertyCredentialsProvider\"}");
    }

    @Test
    void the_function_with_a_key_uses_the_key_although_a_role_is_at_hand() throws Exception {
        Map<String, String> environment = new HashMap<>(aws.environment("lambda-key"));
        environment.put("READER_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("READER_SECRET_ACCESS_KEY", "userSecretUserSecret");
        JsonNode evidence = invoke(new AccessKeyHandler(environment::get));
        assertThat(evidence.path("credentials").toString()).isEqualTo("{\"accessKeyId\":\"AKIA\u2026MPLE\",\"sessionToken\":false,"
                + "\"expiresAt\":null,\"provider\":\"StaticCredentialsProvider\"}");
        assertThat(aws.authorizations().getFirst()).contains("Credential=AKIAIOSFODNN7EXAMPLE/");
    }

    @Test
    void the_function_with_a_key_does_not_fall_back_to_the_role_when_its_key_is_missing() throws Exception {
        JsonNode evidence = invoke(new AccessKeyHandler(aws.environment("lambda-key")::get));
        assertThat(evidence.path("outcome").asString()).isEqualTo("failed");
        assertThat(evidence.path("error").path("code").asString()).isEqualTo("NoCredentials");
        assertThat(aws.authorizations()).isEmpty();
    }

    @Test
    void an_environment_without_an_object_to_read_stops_the_function_from_starting() {
        assertThatThrownBy(() -> new RoleHandler(Map.of("ROLECALL_WORKLOAD", "lambda-role")::get))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("The environment variable ROLECALL_BUCKET is not set.");
    }

    private static JsonNode invoke(RequestStreamHandler handler) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Context unused = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[]{Context.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("The reader asks nothing of " + method.getName());
                });
        handler.handleRequest(InputStream.nullInputStream(), answer, unused);
        String text = answer.toString(StandardCharsets.US_ASCII);
        assertThat(text).doesNotContain("userSecretUserSecret", "roleSecretRoleSecret", "roleTokenRoleToken");
        return JsonMapper.shared().readTree(text);
    }
}
