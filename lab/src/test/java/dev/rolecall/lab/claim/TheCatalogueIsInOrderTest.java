package dev.rolecall.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;

/** Scripts and pages name claims by id, so no two may share one; and each is a sentence with a page of AWS. */
final class TheCatalogueIsInOrderTest {

    @Test
    void everyClaimHasAnIdOfItsOwnThatFitsACommandLine() {
        assertThat(Catalogue.all()).extracting(Claim::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+(-[a-z]+)+"))
                .allMatch(id -> id.length() <= 48, "fits the table");
    }

    @Test
    void theyStandInTheOrderOfTheirNumbers() {
        assertThat(Catalogue.all()).extracting(Claim::number).isSorted().allMatch(number -> number >= 1);
    }

    @Test
    void everyClaimIsOneSentenceWithAPageOfAws() {
        assertThat(Catalogue.all()).allSatisfy(claim -> {
            assertThat(claim.sentence()).matches("[A-Z][^.]*\\.");
            assertThat(claim.source().toString()).startsWith("https://docs.aws.amazon.com/").endsWith(".html");
        });
    }

    @Test
    void nothingAskedForIsAll() {
        assertThat(Catalogue.find(List.of())).isEqualTo(Catalogue.all());
    }

    @Test
    void aNumberIsAllClaimsOfThatNumber() {
        assertThat(Catalogue.find(List.of("24"))).hasSizeGreaterThan(4).allMatch(claim -> claim.number() == 24);
    }

    @Test
    void theyComeInTheCataloguesOrderHoweverTheyWereAskedFor() {
        assertThat(Catalogue.find(List.of("a-stray-key-beats-the-role", "4", "13"))).extracting(Claim::id)
                .containsExactly("a-third-key-is-refused", "a-stray-key-beats-the-role");
    }

    @Test
    void whatIsNoClaimIsAnsweredWithTheNearest() {
        assertThatExceptionOfType(LabException.class).isThrownBy(() -> Catalogue.find(List.of("stray-key")))
                .withMessageContaining("There is no claim stray-key").withMessageContaining("Do you mean a-stray-key-beats-the-role,")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT));
    }

    @Test
    void aShortOrEmptyNameIsAnsweredToo() {
        for (String name : List.of("", "x", "99")) {
            assertThatExceptionOfType(LabException.class).isThrownBy(() -> Catalogue.find(List.of(name)))
                    .withMessage("There is no claim " + name + ". rolecall prove --list shows all.");
        }
    }
}
