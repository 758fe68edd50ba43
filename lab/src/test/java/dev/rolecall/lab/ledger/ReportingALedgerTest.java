package dev.rolecall.lab.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.claim.Catalogue;
import dev.rolecall.lab.claim.Claim;
import dev.rolecall.lab.cleanup.Certificate;
import dev.rolecall.lab.cleanup.Leftover;
import dev.rolecall.lab.experiment.Finding;
import dev.rolecall.lab.experiment.Finding.Kind;
import dev.rolecall.lab.experiment.Observation;
import dev.rolecall.lab.target.Shown;

final class ReportingALedgerTest {
    private static final Claim CLAIM = new Claim(13, "a-stray-key-beats-the-role", "A key beats a role.",
            URI.create("https://docs.aws.amazon.com/page.html"), Optional.empty());
    private static final Duration TOOK = Duration.ofMillis(2345);
    private static final Entry PROVEN = entry("read", "read, with more");
    private static final Entry DISPROVED = entry("read", "refused AccessDenied");
    private static final Entry BROKEN = Entry.broken(CLAIM, "The network went away.", TOOK);
    private static final Entry NOT_HERE = Entry.notProvable(CLAIM, "runs-tasks is missing: no tasks.");
    private static final Entry DOCUMENTED = Entry.documented(CLAIM);

    @Test
    void scriptsGetTheDocumentedFieldsAndNoOthers() {
        JsonNode json = json(PROVEN);

        assertThat(json.propertyNames()).containsExactly("target", "shown", "claims", "summary", "elapsedMillis");
        assertThat(json.path("claims").path(0).propertyNames()).containsExactly("number", "id", "sentence", "verdict", "expected",
                "observed",
                "shown", "compression", "durationMillis", "source", "reason");
        assertThat(json.path("summary").propertyNames()).containsExactly("proven", "disproved", "notProvableHere", "documentedOnly",
                "broken");
    }

    @Test
    void aClaimTellsWhatWasExpectedAndObserved() {
        JsonNode claim = json(DISPROVED).path("claims").path(0);

        assertThat(claim.path("number").asInt()).isEqualTo(13);
        assertThat(claim.path("verdict").asString()).isEqualTo("disproved");
        assertThat(claim.path("expected").asString()).isEqualTo("the copy: read");
        assertThat(claim.path("observed").asString()).isEqualTo("the copy: refused AccessDenied");
        assertThat(claim.path("shown").asString()).isEqualTo("emulated");
        assertThat(claim.path("compression").asInt()).isEqualTo(1);
        assertThat(claim.path("durationMillis").asInt()).isEqualTo(2345);
        assertThat(claim.path("source").asString()).isEqualTo("https://docs.aws.amazon.com/page.html");
        assertThat(claim.path("reason").isNull()).isTrue();
    }

    @Test
    void whatWasNotTriedHasAReasonAndNothingObserved() {
        JsonNode claims = json(NOT_HERE, BROKEN, DOCUMENTED).path("claims");

        assertThat(claims.valueStream().map(claim -> claim.path("verdict").asString())).containsExactly("not-provable-here", "broken",
                "documented-only");
        assertThat(claims).allSatisfy(claim -> {
            assertThat(claim.path("observed").isNull()).isTrue();
            assertThat(claim.path("reason").asString()).isNotEmpty();
        });
    }

    @Test
    void everyVerdictIsCounted() {
        JsonNode summary = json(PROVEN, PROVEN, DISPROVED, BROKEN, NOT_HERE, DOCUMENTED).path("summary");

        assertThat(summary.valueStream().map(JsonNode::asInt)).containsExactly(2, 1, 1, 1, 1);
    }

    @Test
    void onlyWhatIsDisprovedOrBrokenOrLeftFailsTheCommand() {
        assertThat(ledger(PROVEN, NOT_HERE, DOCUMENTED).exitCode()).isEqualTo(ExitCode.HOLDS);
        assertThat(ledger(PROVEN, DISPROVED).exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(ledger(PROVEN, BROKEN).exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(new Ledger("t", new Shown("aws", "On AWS."), List.of(), List.of(PROVEN), Optional.of(unclean()), TOOK).exitCode())
                .isEqualTo(ExitCode.DOES_NOT_HOLD);
    }

    @Test
    void peopleGetATableOfAtMostAHundredAndTwentyColumns() {
        String table = new TableLedger(false).write(ledger(PROVEN, DISPROVED, BROKEN, NOT_HERE, DOCUMENTED));

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(table).contains("A key beats a role.", "the copy: read, with more", "The network went away.", "no tasks.",
                "1 proven, 1 disproved, 1 not provable here, 1 documented only, 1 broken.");
        assertThat(table.replaceAll("\\s+", " ")).contains("the copy: refused AccessDenied (expected: read)");
    }

    @Test
    void anArnInTheWordsOfAServiceIsBrokenIntoItsColumn() {
        String arn = "arn:aws:sts::111122223333:assumed-role/RolecallKeyless-FunctionRole-ABCDEFGHIJKL/i-0123456789abcdef0";
        String table = new TableLedger(false).write(ledger(entry("read", "refused AccessDenied, User: " + arn + " may not")));

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(table.replaceAll("\\s", "")).contains(arn.substring(0, 47)).contains("may");
    }

    @Test
    void theCataloguesOwnIdsFitTheTableAndTheList() {
        Ledger all = ledger(Catalogue.all().stream()
                .map(claim -> Entry.of(claim, new Observation(List.of(new Finding(Kind.CLAIM, "the copy", "read", "read"))), TOOK))
                .toArray(Entry[]::new));

        assertThat(new TableLedger(false).write(all).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(new TableLedger(false).list(Catalogue.all()).lines()).hasSizeGreaterThan(2 * Catalogue.all().size() - 1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void colourIsForTerminalsOnly() {
        assertThat(new TableLedger(false).write(ledger(DISPROVED))).doesNotContain("\033");
        assertThat(new TableLedger(true).write(ledger(DISPROVED))).contains("\033[31mdisproved");
    }

    @Test
    void theListTellsWhatEachNeeds() {
        JsonNode claims = JsonMapper.shared().readTree(JsonLedger.list(Catalogue.all())).path("claims");

        assertThat(claims).hasSize(Catalogue.all().size()).allSatisfy(claim -> assertThat(claim.propertyNames()).containsExactly("number",
                "id", "sentence", "source", "needs"));
        assertThat(claims.valueStream().flatMap(claim -> claim.path("needs").valueStream()).map(JsonNode::asString)).contains("runs-tasks");
    }

    private static JsonNode json(Entry... entries) {
        return JsonMapper.shared().readTree(JsonLedger.write(ledger(entries)));
    }

    private static Ledger ledger(Entry... entries) {
        return new Ledger("local", new Shown("emulated", "Emulated."), List.of("A note of the target."), List.of(entries), Optional.empty(),
                Duration.ofSeconds(20));
    }

    private static Certificate unclean() {
        return new Certificate("t", "111122223333", "us-east-1", "rolecall", Instant.EPOCH, List.of(), List.of(), List.of(),
                List.of(new Leftover("instance", "i-1", "aws ec2 terminate-instances --instance-ids i-1")));
    }

    private static Entry entry(String expected, String observed) {
        return Entry.of(CLAIM, new Observation(List.of(new Finding(Kind.CLAIM, "the copy", expected, observed))), TOOK);
    }
}
