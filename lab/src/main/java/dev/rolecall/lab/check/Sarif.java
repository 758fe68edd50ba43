package dev.rolecall.lab.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.iam.check.Finding;
import dev.rolecall.iam.check.PolicyCheck;
import dev.rolecall.iam.check.RuleText;
import dev.rolecall.iam.check.Severity;
import dev.rolecall.lab.JsonDocument;

/**
 * Findings for code scanning, as SARIF 2.1.0. {@code security-severity} is how GitHub sorts alerts: from 7.0 it says high, from 4.0 medium, below
 * that low.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the standard</a>
 * @see <a href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">GitHub's part of it</a>
 */
public final class Sarif {
    private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private final List<RuleText> rules = PolicyCheck.rules();

    private Sarif() {}

    public static String write(List<CheckedFile> files) {
        return JsonDocument.write(new Sarif().log(files));
    }

    private ObjectNode log(List<CheckedFile> files) {
        ObjectNode log = JsonDocument.object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ArrayNode described = run.putObject("tool").putObject("driver").put("name", "rolecall policy check").putArray("rules");
        rules.forEach(rule -> described.add(rule(rule)));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        for (CheckedFile file : files) {
            Regions regions = Regions.of(file.text());
            file.findings().forEach(finding -> results.add(result(file, finding, regions.at(finding.path()))));
        }
        return log;
    }

    private static ObjectNode rule(RuleText rule) {
        ObjectNode json = JsonDocument.object().put("id", rule.id());
        json.putObject("shortDescription").put("text", rule.title() + ".");
        json.putObject("fullDescription").put("text", rule.reason());
        json.putObject("help").put("text", rule.reason() + " " + rule.fix());
        json.put("helpUri", rule.page());
        json.putObject("defaultConfiguration").put("level", level(rule.severity()));
        ObjectNode properties = json.putObject("properties").put("precision", "high");
        properties.putArray("tags").add(rule.severity() == Severity.ERROR ? "correctness" : "security");
        if (rule.severity() != Severity.ERROR) {
            properties.put("security-severity", score(rule.severity()));
        }
        return json;
    }

    private ObjectNode result(CheckedFile file, Finding finding, Regions.Region region) {
        ObjectNode json = JsonDocument.object().put("ruleId", finding.rule())
                .put("ruleIndex", rules.stream().map(RuleText::id).toList().indexOf(finding.rule()))
                .put("level", level(finding.severity()));
        json.putObject("message").put("text", finding.message() + " " + finding.fix());
        ObjectNode location = json.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(file.name()));
        physical.putObject("region").put("startLine", region.startLine()).put("startColumn", region.startColumn())
                .put("endLine", region.endLine()).put("endColumn", region.endColumn());
        location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.path()).put("kind", "value");
        // The place in the document stays when lines are added above it.
        json.putObject("partialFingerprints").put("ruleAndPointer/v1", finding.rule() + " " + finding.path());
        json.putObject("properties").put("severity", finding.severity().word()).put("reference", finding.reference());
        return json;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case ERROR, HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
            case INFO -> "0.5";
        };
    }

    /** A relative name stays relative, so that it is found in a repository. */
    private static String uri(String name) {
        if (name.equals("-")) {
            return "stdin";
        }
        Path path = Path.of(name).normalize();
        return path.isAbsolute()
                ? path.toUri().toString()
                : StreamSupport.stream(path.spliterator(), false).map(part -> escaped(part.toString())).collect(Collectors.joining("/"));
    }

    private static String escaped(String part) {
        try {
            // Behind a slash a colon is no scheme.
            return new URI(null, null, "/" + part, null).toASCIIString().substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(part, e);
        }
    }
}
