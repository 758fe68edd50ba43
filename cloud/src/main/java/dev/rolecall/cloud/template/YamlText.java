package dev.rolecall.cloud.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Templates in YAML, with the short forms of intrinsic functions: {@code !Ref}, {@code !GetAtt A.B}, {@code !Sub}…
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">Template format</a>
 */
final class YamlText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Against a few lines that would become millions of values. */
    private static final int MOST_ALIASES = 50;
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private YamlText() {}

    /** @throws TemplateException with the place where it is not well-formed */
    static JsonNode read(String text) {
        LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(MOST_ALIASES).setCodePointLimit(MOST_CHARACTERS)
                .setAllowDuplicateKeys(false).build();
        try {
            return new Compose(settings).composeString(text).map(YamlText::value)
                    .orElseThrow(() -> TemplateException.format("it is empty."));
        } catch (MarkedYamlEngineException e) {
            throw malformed(e.getProblemMark());
        } catch (YamlEngineException e) {
            throw malformed(Optional.empty());
        }
    }

    private static TemplateException malformed(Optional<Mark> mark) {
        String place = mark.map(at -> " (line %d, column %d)".formatted(at.getLine() + 1, at.getColumn() + 1)).orElse("");
        return TemplateException.format("YAML not well-formed." + place);
    }

    private static JsonNode value(Node node) {
        String tag = node.getTag().getValue();
        JsonNode plain = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                ArrayNode array = NODES.arrayNode();
                sequence.getValue().forEach(item -> array.add(value(item)));
                yield array;
            }
            case MappingNode mapping -> object(mapping);
            default -> throw malformed(node.getStartMark());
        };
        return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), plain) : plain;
    }

    private static JsonNode function(String name, JsonNode argument) {
        ObjectNode call = NODES.objectNode();
        if (name.equals("Ref") || name.equals("Condition")) {
            return call.set(name, argument);
        }
        int dot = argument.isString() ? argument.asString().indexOf('.') : -1;
        boolean dotted = name.equals("GetAtt") && dot > 0;
        return call.set("Fn::" + name, dotted
                ? NODES.arrayNode().add(argument.asString().substring(0, dot)).add(argument.asString().substring(dot + 1))
                : argument);
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        try {
            if (tag.equals(Tag.INT)) {
                return NODES.numberNode(new BigInteger(text));
            }
            return tag.equals(Tag.FLOAT) ? NODES.numberNode(new BigDecimal(text)) : NODES.stringNode(text);
        } catch (NumberFormatException e) {
            // Infinity and the like: a template has them as text.
            return NODES.stringNode(text);
        }
    }

    private static ObjectNode object(MappingNode mapping) {
        ObjectNode object = NODES.objectNode();
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !names.add(key.getValue())) {
                throw malformed(tuple.getKeyNode().getStartMark());
            }
            object.set(key.getValue(), value(tuple.getValueNode()));
        }
        return object;
    }
}
