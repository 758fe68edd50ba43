package dev.rolecall.cloud.lambda;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import tools.jackson.databind.node.ObjectNode;

/**
 * A function's configuration, with what Lambda adds to its owner's settings.
 *
 * @param revision another one after each update of settings or code
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
record FunctionConfiguration(FunctionSettings settings, String arn, FunctionCode code, Instant lastModified, UUID revision) {
    FunctionConfiguration {
        lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    }

    FunctionConfiguration updated(FunctionSettings changed, FunctionCode placed, Instant now) {
        return new FunctionConfiguration(changed, arn, placed, now, UUID.randomUUID());
    }

    /** Tags are no part of a revision. */
    FunctionConfiguration tagged(FunctionSettings changed) {
        return new FunctionConfiguration(changed, arn, code, lastModified, revision);
    }

    /** As it is while it is being created. */
    ObjectNode created() {
        return node().put("State", "Pending").put("StateReason", "The function is being created.").put("StateReasonCode", "Creating");
    }

    /** As it is while an update is under way; the texts are those of AWS. */
    ObjectNode updating() {
        return node().put("LastUpdateStatus", "InProgress").put("LastUpdateStatusReason", "The function is being created.")
                .put("LastUpdateStatusReasonCode", "Creating");
    }

    ObjectNode node() {
        ObjectNode node = settings.node().put("FunctionArn", arn).put("CodeSize", code.size()).put("CodeSha256", code.sha256());
        node.put("LastModified", lastModified.toString().replaceFirst("(\\.\\d+)?Z$", ".000+0000"));
        node.put("Version", "$LATEST").put("RevisionId", revision.toString());
        node.putObject("TracingConfig").put("Mode", "PassThrough");
        node.put("State", "Active").put("LastUpdateStatus", "Successful").put("PackageType", "Zip");
        node.putObject("EphemeralStorage").put("Size", 512);
        node.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        return node;
    }

    /** Names of variables only: their values can be secrets. */
    @Override
    public String toString() {
        return "FunctionConfiguration[" + arn + ", environment " + settings.environment().keySet() + "]";
    }
}
