package dev.rolecall.iam.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/** A value of a case together with the way to it. A field that is null is as good as absent. */
record CasePlace(JsonNode node, String pointer, Optional<String> caseId) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    CasePlace of(String id) {
        return new CasePlace(node, pointer, Optional.of(id));
    }

    CasePlace required(String name) {
        return optional(name).orElseThrow(() -> at(name).malformed("is missing"));
    }

    Optional<CasePlace> optional(String name) {
        return Optional.of(at(name)).filter(place -> !place.node.isMissingNode() && !place.node.isNull());
    }

    private CasePlace at(String name) {
        return new CasePlace(node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"), caseId);
    }

    CasePlace requireObject() {
        if (!node.isObject()) {
            throw malformed("must be an object");
        }
        return this;
    }

    List<CasePlace> elements() {
        if (!node.isArray()) {
            throw malformed("must be an array");
        }
        List<CasePlace> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new CasePlace(node.path(i), pointer + "/" + i, caseId));
        }
        return elements;
    }

    Map<String, CasePlace> members() {
        requireObject();
        Map<String, CasePlace> members = LinkedHashMap.newLinkedHashMap(node.size());
        node.propertyNames().forEach(name -> members.put(name, at(name)));
        return members;
    }

    String text() {
        if (!node.isString()) {
            throw malformed("must be a string");
        }
        return node.asString();
    }

    /** Text of a form. */
    String text(Pattern form, String described) {
        String text = text();
        if (!form.matcher(text).matches()) {
            throw malformed("must be " + described + ", not \"" + text + "\"");
        }
        return text;
    }

    String account() {
        return text(ACCOUNT, "an account id of twelve digits");
    }

    MalformedCaseException malformed(String clause) {
        return new MalformedCaseException(pointer, caseId, clause);
    }
}
