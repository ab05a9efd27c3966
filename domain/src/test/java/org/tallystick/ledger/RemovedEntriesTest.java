package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AuditFinding.Code;

/** Entries that are gone after their retention are no damage if the master log says so, and damage if nobody but the source does. */
class RemovedEntriesTest {
    private static final int SIZE = 700;

    private final MemoryLog log = MemoryLog.ofBills(SIZE);

    @Test
    void whatTheMasterLogVouchesForIsCountedAndSaid() throws IOException {
        log.removedEntries = true;

        LogAudit audit = audit(Optional.of(removal(log.head())));

        assertThat(audit.clean()).isTrue();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.removed()).isEqualTo(SIZE);
        assertThat(audit.entries()).isZero();
        assertThat(audit.notes())
                .singleElement()
                .asString()
                .contains("All 700 entries were removed", "10 years", "2037-01-01T00:00:00Z", "hashes of the tree");
    }

    @Test
    void theTreeItselfIsCheckedAllTheSame() throws IOException {
        log.removedEntries = true;
        log.damage("tile/0/001", 40);

        assertThat(audit(Optional.of(removal(log.head()))).findings())
                .isNotEmpty()
                .allMatch(finding -> finding.code() == Code.TILE_ALTERED);
    }

    @Test
    void theSourcesOwnWordIsNotEnough() throws IOException {
        log.removedEntries = true;

        assertThat(audit(Optional.empty()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ENTRIES_MISSING);
            assertThat(finding.text()).contains("Entries 0 to 699", "only the master log proves that");
        });
    }

    @Test
    void theRemovalOfAnotherTreeCountsForNothing() throws IOException {
        log.removedEntries = true;

        TreeHead other = new TreeHead(SIZE - 1, log.head().root());
        assertThat(audit(Optional.of(removal(other))).clean()).isFalse();
    }

    @Test
    void whatIsMissingWithoutAWordStaysAFinding() throws IOException {
        log.files.remove("tile/entries/001");

        assertThat(audit(Optional.empty()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ENTRIES_MISSING);
            assertThat(finding.text()).doesNotContain("master log");
        });
    }

    @Test
    void aSourceThatSaysSoIsNotAskedForEveryBundle() throws IOException {
        log.removedEntries = true;
        audit(Optional.of(removal(log.head())));
        assertThat(log.asked).isEqualTo(1);
    }

    @Test
    void whatAMirrorHasKeptIsStillChecked() throws IOException {
        LogAudit whole = audit(Optional.of(removal(log.head())));
        assertThat(whole.clean()).isTrue();
        assertThat(whole.entries()).isEqualTo(SIZE);
        assertThat(whole.removed()).isZero();
        assertThat(whole.notes()).isEmpty();

        log.damage("tile/entries/000", 40);
        assertThat(audit(Optional.of(removal(log.head()))).findings()).isNotEmpty();

        log.files.remove("tile/entries/000");
        LogAudit part = audit(Optional.of(removal(log.head())));
        assertThat(part.clean()).isTrue();
        assertThat(part.removed()).isEqualTo(256);
        assertThat(part.notes()).singleElement().asString().contains("256 of 700 entries were removed");
    }

    @Test
    void aPeriodThatIsCountedFromAnotherLastEntryCountsForNothing() throws IOException {
        log.removedEntries = true;
        LedgerEntry earlier = new LedgerEntry(EntryKind.SEALED, "sealed", "-", 0, new byte[32]);

        assertThat(audit(Optional.of(removal(log.head(), earlier))).findings())
                .extracting(AuditFinding::code)
                .containsOnly(Code.ENTRIES_MISSING)
                .hasSize(2);
    }

    @Test
    void aStatementIsReadStrictly() {
        String whole = new String(removal(log.head()).bytes(), StandardCharsets.UTF_8);

        for (String broken : List.of(
                "{}",
                whole.replace("removed\"", "sealed\""),
                whole.replace("2037-01-01", "2037-02-31"),
                whole.replace("700", "-1"),
                whole.replace("3653", "0"),
                whole.replace("3653", "3653000000"),
                whole.replace("lastEntry\":\"dG", "lastEntry\":\"AA"),
                whole.replaceFirst("\"root\":\"..", "\"root\":\""))) {
            assertThatThrownBy(() -> MasterRemoval.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(LedgerFormatException.class);
        }
    }

    private LogAudit audit(Optional<MasterRemoval> removal) throws IOException {
        return new LogAuditor(log, List.of(MemoryLog.SIGNER.verifier()))
                .audit(log.checkpoint(), AuditPlan.simple().withRemoval(removal), progress -> {});
    }

    private MasterRemoval removal(TreeHead head) {
        return removal(head, LedgerEntry.parse(log.entries.get(SIZE - 1)));
    }

    private static MasterRemoval removal(TreeHead head, LedgerEntry last) {
        return MasterRemoval.parse(MasterRemoval.of(
                MemoryLog.SIGNER.verifier().name(),
                head,
                "10 years",
                3_653,
                Optional.of(last),
                Instant.parse("2037-01-01T00:00:00Z"),
                "salt"));
    }
}
