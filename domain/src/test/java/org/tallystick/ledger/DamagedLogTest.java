package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Audits.SIZE;
import static org.tallystick.ledger.Audits.assertOnlyFinding;
import static org.tallystick.ledger.Audits.audit;
import static org.tallystick.ledger.Audits.largeLog;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AuditFinding.Code;

/** Every kind of damage is found, named by index or path, and found once. */
class DamagedLogTest {
    private MemoryLog log = largeLog();

    @Nested
    class AChangedByte {
        @Test
        void inAnEntryOfAFullBundle() throws IOException {
            log.damage("tile/entries/007", 2 + 30);
            assertOnlyFinding(log, Code.ENTRY_ALTERED, 7 * 256, "Entry 1792 ");
        }

        @Test
        void inAnEntryOfThePartialBundle() throws IOException {
            log.damage("tile/entries/258.p/52", log.files.get("tile/entries/258.p/52").length - 3);
            assertOnlyFinding(log, Code.ENTRY_ALTERED, SIZE - 1, "Entry 66099 ");
        }

        @Test
        void inAFullTileOfLeaves() throws IOException {
            log.damage("tile/0/200", 32 * 17 + 5);
            assertOnlyFinding(log, Code.TILE_ALTERED, 200 * 256 + 17, "0/200");
        }

        @Test
        void inThePartialTileOfLeaves() throws IOException {
            log.damage("tile/0/258.p/52", 32 * 3);
            assertOnlyFinding(log, Code.TILE_ALTERED, 258 * 256 + 3, "0/258.p/52");
        }

        @Test
        void inAFullTileOfLevel1() throws IOException {
            log.damage("tile/1/000", 32 * 99 + 31);
            assertOnlyFinding(log, Code.TILE_ALTERED, 99 * 256, "hash 99 is not that of tile 0/099");
        }

        @Test
        void inThePartialTileOfLevel1() throws IOException {
            log.damage("tile/1/001.p/2", 32 + 1);
            assertOnlyFinding(log, Code.TILE_ALTERED, 257 * 256, "hash 1 is not that of tile 0/257");
        }

        @Test
        void inTheTileOfLevel2() throws IOException {
            log.damage("tile/2/000.p/1", 0);
            assertOnlyFinding(log, Code.TILE_ALTERED, 0, "hash 0 is not that of tile 1/000");
        }

        @Test
        void inTheCheckpoint() throws IOException {
            byte[] checkpoint = log.checkpoint();
            for (byte[] changed : SignedNoteTest.changedByOneByte(checkpoint)) {
                log.files.put("checkpoint", changed);
                LogAudit audit = audit(log);
                assertThat(audit.findings()).singleElement().returns(Code.CHECKPOINT_INVALID, AuditFinding::code);
                assertThat(audit.clean()).isFalse();
                assertThat(audit.checkpoint()).isEmpty();
            }
        }

        @Test
        void inSeveralPlacesIsNamedInEach() throws IOException {
            log.damage("tile/entries/007", 2 + 30);
            log.damage("tile/0/200", 32 * 17 + 5);
            log.damage("tile/1/001.p/2", 32 + 1);
            assertThat(audit(log).findings())
                    .extracting(
                            finding -> finding.code() + " " + finding.index().getAsLong())
                    .containsExactlyInAnyOrder("ENTRY_ALTERED 1792", "TILE_ALTERED 51217", "TILE_ALTERED 65792");
        }

        @Test
        void inATileWithoutReadableEntriesIsFoundAllTheSame() throws IOException {
            log.refusesEntries = true;
            log.damage("tile/0/200", 32 * 17 + 5);
            assertOnlyFinding(log, Code.TILE_ALTERED, 200 * 256, "0/200 ");
        }
    }

    @Nested
    class SomethingMissing {
        @Test
        void anEndOfABundle() throws IOException {
            byte[] bundle = log.files.get("tile/entries/100");
            log.files.put("tile/entries/100", Arrays.copyOf(bundle, bundle.length - 200));
            assertOnlyFinding(log, Code.BUNDLE_MALFORMED, 100 * 256 + 254, "100 ends before the end of entry 25854");
        }

        @Test
        void bytesAfterTheEndOfABundleAreNotSilentlyDropped() throws IOException {
            byte[] bundle = log.files.get("tile/entries/100");
            log.files.put("tile/entries/100", Arrays.copyOf(bundle, bundle.length + 1));
            assertOnlyFinding(log, Code.BUNDLE_MALFORMED, 100 * 256 + 255, "bytes after");
        }

        @Test
        void wholeBundles() throws IOException {
            log.files.remove("tile/entries/100");
            log.files.remove("tile/entries/101");
            assertOnlyFinding(log, Code.ENTRIES_MISSING, 25_600, "25600 to 26111");
        }

        @Test
        void aTileOfAnyLevel() throws IOException {
            for (String tile : List.of("0/009", "0/258.p/52", "1/000", "1/001.p/2", "2/000.p/1")) {
                log = largeLog();
                log.files.remove("tile/" + tile);
                assertThat(audit(log).findings()).as(tile).singleElement().satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(Code.TILE_MISSING);
                    assertThat(finding.text()).contains(tile);
                });
            }
        }

        @Test
        void partOfATile() throws IOException {
            log.files.put("tile/0/009", Arrays.copyOf(log.files.get("tile/0/009"), 8191));
            assertOnlyFinding(log, Code.TILE_ALTERED, 9 * 256, "0/009 must be 8192 bytes long");
        }

        @Test
        void everythingIsSaidShortly() throws IOException {
            log.files.keySet().removeIf(name -> !name.equals("checkpoint"));
            LogAudit audit = audit(log);
            assertThat(audit.clean()).isFalse();
            assertThat(audit.findings()).hasSizeLessThanOrEqualTo(200);
            assertThat(audit.omitted()).isPositive();
        }

        @Test
        void allEntriesBecauseTheyAreNotForThisReader() throws IOException {
            log.refusesEntries = true;
            LogAudit audit = audit(log);
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.notes())
                    .singleElement()
                    .asString()
                    .startsWith("Entries not readable without an auditor's token");
            assertThat(audit.entries()).isZero();
        }

        @Test
        void allEntriesBecauseTheyWereNotExported() throws IOException {
            log.files.keySet().removeIf(name -> name.startsWith("tile/entries"));
            LogAudit audit = audit(log);
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.notes()).singleElement().asString().startsWith("Entries not readable:");
        }
    }
}
