package dev.rolecall.cloud.state;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/** A value of a sealed interface says in the member {@code is} which of its records it is, by the record's name. */
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Named {}

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated.getRawType().isSealed()
                ? JsonTypeInfo.Value.from(Named.class.getAnnotation(JsonTypeInfo.class))
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).map(record -> new NamedType(record, record.getSimpleName())).toList()
                : super.findSubtypes(config, annotated);
    }
}
