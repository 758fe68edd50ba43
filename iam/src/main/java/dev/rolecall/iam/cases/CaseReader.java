package dev.rolecall.iam.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.iam.AccessRequest;
import dev.rolecall.iam.MalformedPolicyException;
import dev.rolecall.iam.NamedPolicy;
import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;
import dev.rolecall.iam.PolicySet;
import dev.rolecall.iam.RequestContext;

/** Reads cases, and says of a field that is missing or wrong where it is. */
final class CaseReader {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9-]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+", Pattern.DOTALL);
    private static final String EXPECTATIONS = "Allow, ImplicitDeny or ExplicitDeny";

    private CaseReader() {}

    static List<PolicyCase> read(String json) {
        List<PolicyCase> cases = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (CasePlace place : new CasePlace(tree(json), "", Optional.empty()).elements()) {
            CasePlace id = place.requireObject().required("id");
            CasePlace named = place.of(id.text());
            if (id.text().isBlank() || !ids.add(id.text())) {
                throw id.of(id.text()).malformed(id.text().isBlank() ? "is empty" : "is the id of another case, too");
            }
            cases.add(one(named));
        }
        return List.copyOf(cases);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (NumberFormatException e) {
            throw new MalformedCaseException("", Optional.empty(), "is no JSON: a number is out of bounds");
        } catch (JacksonException e) {
            // What nests too deep is given up without a location.
            String where = Optional.ofNullable(e.getLocation()).filter(at -> at.getLineNr() > 0)
                    .map(at -> ", line " + at.getLineNr() + ", column " + at.getColumnNr()).orElse("");
            throw new MalformedCaseException("", Optional.empty(), "is no JSON" + where + ": " + e.getOriginalMessage());
        }
    }

    private static PolicyCase one(CasePlace place) {
        AccessRequest request = new AccessRequest(CasePrincipal.read(place.required("principal")),
                place.required("action").text(ACTION, "an action like s3:GetObject"),
                place.required("resource").text(RESOURCE, "an ARN, or * for an action without resources"),
                place.optional("resourceAccount").map(CasePlace::account),
                place.optional("context").map(CaseReader::context).orElseGet(RequestContext::empty));
        return new PolicyCase(place.caseId().orElseThrow(), place.optional("why").map(CasePlace::text), request, policies(place),
                place.optional("expected").map(CaseReader::expectation));
    }

    private static Expectation expectation(CasePlace place) {
        return Expectation.of(place.text())
                .orElseThrow(() -> place.malformed("must be " + EXPECTATIONS + ", not \"" + place.text() + "\""));
    }

    private static PolicySet policies(CasePlace place) {
        List<NamedPolicy> identity = new ArrayList<>();
        for (CasePlace document : place.required("identityPolicies").elements()) {
            identity.add(policy("identityPolicies/" + identity.size(), document, PolicyKind.IDENTITY));
        }
        Optional<NamedPolicy> resource = one(place, "resourcePolicy", PolicyKind.RESOURCE);
        Optional<NamedPolicy> trust = one(place, "trustPolicy", PolicyKind.TRUST);
        if (resource.isPresent() && trust.isPresent()) {
            throw place.required("trustPolicy").malformed("stands in place of resourcePolicy: leave one of them out");
        }
        return new PolicySet(identity, one(place, "permissionsBoundary", PolicyKind.IDENTITY),
                one(place, "sessionPolicy", PolicyKind.IDENTITY).stream().toList(), resource.or(() -> trust));
    }

    private static Optional<NamedPolicy> one(CasePlace place, String field, PolicyKind kind) {
        return place.optional(field).map(document -> policy(field, document, kind));
    }

    private static NamedPolicy policy(String name, CasePlace place, PolicyKind kind) {
        try {
            return new NamedPolicy(name, PolicyDocument.parse(place.requireObject().node().toString(), kind));
        } catch (MalformedPolicyException e) {
            throw new MalformedCaseException(place.pointer() + e.pointer(), place.caseId(),
                    "is not as IAM takes it: " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    private static RequestContext context(CasePlace place) {
        RequestContext.Builder context = RequestContext.builder();
        for (Map.Entry<String, CasePlace> key : place.members().entrySet()) {
            CasePlace value = key.getValue();
            if (value.node().isArray()) {
                context.put(key.getKey(), value.elements().stream().map(CasePlace::text).toList());
            } else if (value.node().isString()) {
                context.put(key.getKey(), value.text());
            } else {
                throw value.malformed("must be a string, or an array of strings for a key with several values, not " + value.node());
            }
        }
        return context.build();
    }
}
