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
    void aStatementIsReadStrictly() {
        String whole = new String(removal(log.head()).bytes(), StandardCharsets.UTF_8);

        for (String broken : List.of(
                "{}",
                whole.replace("removed\"", "sealed\""),
                whole.replace("2037-01-01", "2037-02-31"),
                whole.replace("700", "-1"),
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

    private static MasterRemoval removal(TreeHead head) {
        return MasterRemoval.parse(MasterRemoval.of(
                MemoryLog.SIGNER.verifier().name(), head, "10 years", Instant.parse("2037-01-01T00:00:00Z"), "salt"));
    }
}
