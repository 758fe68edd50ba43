package dev.rolecall.cloud.gateway;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tools.jackson.databind.JsonNode;

/** Writes trees as the XML of AWS's query protocols. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    /** A map is written as this element, repeated, each with a key and a value. */
    private static final String MAP_ENTRY = "entry";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final String listItem;

    private XmlText(String listItem) throws XMLStreamException {
        this.listItem = listItem;
        this.xml = FACTORY.createXMLStreamWriter(text);
    }

    /**
     * A document with one root element.
     *
     * @param namespace the default namespace, or empty
     * @param listItem  the name of a list's elements: {@code member}, {@code item} for EC2; empty where a list is written flat,
     *                  as its own element repeated
     */
    static String document(String root, String namespace, String listItem, JsonNode content) {
        try {
            XmlText document = new XmlText(listItem);
            document.xml.writeStartDocument("UTF-8", "1.0");
            document.xml.writeStartElement(root);
            if (!namespace.isEmpty()) {
                document.xml.writeDefaultNamespace(namespace);
            }
            document.write(content);
            document.xml.writeEndElement();
            document.xml.writeEndDocument();
            return document.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private void write(JsonNode node) throws XMLStreamException {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                boolean flat = member.getValue().isArray() && (listItem.isEmpty() || member.getKey().equals(MAP_ENTRY));
                for (JsonNode value : flat ? member.getValue() : List.of(member.getValue())) {
                    element(member.getKey(), value);
                }
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                element(listItem, item);
            }
        } else if (!node.isNull()) {
            xml.writeCharacters(printable(node.asString()));
        }
    }

    private void element(String name, JsonNode value) throws XMLStreamException {
        if (!value.isNull()) {
            xml.writeStartElement(name);
            write(value);
            xml.writeEndElement();
        }
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String printable(String value) {
        return value.codePoints().allMatch(XmlText::allowed)
                ? value
                : value.codePoints().map(c -> allowed(c) ? c : '\ufffd')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
