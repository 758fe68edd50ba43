package dev.rolecall.cloud.gateway;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.xml.XmlMapper;

import dev.rolecall.cloud.api.AwsException;

/** The XML documents that come in a body to S3. Jackson's mapper takes no DTD and resolves no external entity. */
final class S3Xml {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final XmlMapper XML = XmlMapper.builder().build();

    private S3Xml() {}

    /**
     * The content of the root element.
     *
     * @throws AwsException {@code MalformedXML}
     */
    static ObjectNode parse(byte[] body) {
        try {
            if (XML.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw malformed();
        }
        throw malformed();
    }

    static AwsException malformed() {
        return new AwsException("MalformedXML", 400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
