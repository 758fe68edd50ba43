package dev.rolecall.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import dev.rolecall.lab.cleanup.LabNames;
import dev.rolecall.lab.rehearsal.LeastPolicy;
import dev.rolecall.lab.rehearsal.ResourcePatterns;
import dev.rolecall.lab.target.Asked;
import dev.rolecall.lab.whole.PlayedAws;

/** What {@code rolecall permissions} prints, read back. */
final class PrintedPolicy {
    private PrintedPolicy() {}

    /** For the account that tests play. */
    static LeastPolicy of(List<Asked> questions) {
        return LeastPolicy.of(questions, new ResourcePatterns(new LabNames(Optional.empty()), PlayedAws.ACCOUNT, PlayedAws.REGION,
                PlayedAws.ACCOUNT, PlayedAws.REGION));
    }

    static List<Asked> questions(JsonNode printed) {
        List<Asked> questions = new ArrayList<>();
        printed.path("Statement").forEach(statement -> statement.path("Action").forEach(action -> statement.path("Resource")
                .forEach(resource -> questions.add(new Asked(action.asString(), resource.asString())))));
        return questions;
    }
}
