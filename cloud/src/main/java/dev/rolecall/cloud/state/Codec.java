package dev.rolecall.cloud.state;

import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.template.Template;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/** Values as bytes, and back: JSON with every member of a record, and nothing else. The one place where secrets become text to be stored. */
final class Codec {
    private static final JsonMapper MAPPER = JsonMapper.builder().annotationIntrospector(new SealedTypes())
            .changeDefaultVisibility(
                    all -> all.withVisibility(PropertyAccessor.ALL, Visibility.NONE).withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                            .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(module()).build();

    private Codec() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** @throws JacksonException where the bytes are no such value */
    static <V> V value(byte[] bytes, Class<V> type) {
        return MAPPER.readValue(bytes, type);
    }

    private record Document(PolicyKind kind, String json) {
        private static Document of(PolicyDocument policy) {
            return new Document(policy.kind(), policy.json());
        }

        private PolicyDocument policy() {
            return PolicyDocument.parse(json, kind);
        }
    }

    private record Failure(String code, int status, String message) {}

    private interface Writing<T> {
        void write(T value, JsonGenerator json, SerializationContext context);
    }

    private interface Reading<T> {
        T read(JsonParser json, DeserializationContext context);
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("state");
        add(module, Secret.class, (secret, json, _) -> json.writeString(secret.reveal()), (json, _) -> new Secret(json.getString()));
        add(module, PolicyDocument.class, (policy, json, context) -> context.writeValue(json, Document.of(policy)),
                (json, context) -> context.readValue(json, Document.class).policy());
        add(module, Template.class, (template, json, _) -> json.writeString(template.text()),
                (json, _) -> Template.parse(json.getString()));
        // The documents of a managed policy's versions, which are read when they are first wanted.
        add(module, Supplier.class, (source, json, context) -> context.writeValue(json, Document.of((PolicyDocument) source.get())),
                (json, context) -> later(context.readValue(json, Document.class)));
        // Without the decision: an explanation can be asked for as long as the cloud runs that denied.
        add(module, AwsException.class,
                (error, json, context) -> context.writeValue(json, new Failure(error.code(), error.status(), error.getMessage())),
                (json, context) -> {
                    Failure failure = context.readValue(json, Failure.class);
                    return new AwsException(failure.code(), failure.status(), failure.message());
                });
        return module;
    }

    private static Supplier<PolicyDocument> later(Document document) {
        return document::policy;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Writing<T> writing, Reading<? extends T> reading) {
        module.addSerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                writing.write(value, json, context);
            }
        });
        module.addDeserializer(type, new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) {
                return reading.read(json, context);
            }
        });
    }
}
