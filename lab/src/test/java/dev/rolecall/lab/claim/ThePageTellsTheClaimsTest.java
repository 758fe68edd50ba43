package dev.rolecall.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Whoever reads the page reads what is run: no claim is missing on it, and none reads otherwise. */
final class ThePageTellsTheClaimsTest {

    @Test
    void inTheOrderOfTheCatalogue() throws IOException {
        String page = Files.readString(Path.of("../docs/claims.md")).replace("\r", "");

        assertThat(page).contains(Catalogue.all().stream().map(ThePageTellsTheClaimsTest::row)
                .collect(Collectors.joining("\n", "| | claim | what it says |\n| --- | --- | --- |\n", "\n\n")));
    }

    private static String row(Claim claim) {
        return "| " + claim.number() + " | [`" + claim.id() + "`](" + claim.source() + ") | " + claim.sentence() + " |";
    }
}
