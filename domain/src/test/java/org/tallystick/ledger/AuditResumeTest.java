package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.Audits.SIZE;
import static org.tallystick.ledger.Audits.largeLog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.AuditFinding.Code;

/** An audit that was killed goes on, reads nothing twice, and finds what it would have found at once. */
class AuditResumeTest {
    private static final List<NoteVerifier> KNOWN = List.of(MemoryLog.SIGNER.verifier());

    private byte[] memory = {};

    private LogAudit audit(MemoryLog log, Optional<byte[]> from) throws IOException {
        AuditPlan plan = AuditPlan.simple().resuming(from.map(AuditMemory::parse), this::keepLast);
        return new LogAuditor(log, KNOWN).audit(log.checkpoint(), plan, progress -> {});
    }

    private void keepLast(Supplier<byte[]> kept, boolean last) {
        if (last) {
            memory = kept.get();
        }
    }

    /** @return what was kept when the audit was killed */
    private byte[] killAt(MemoryLog log, long entries, Optional<byte[]> from) {
        List<byte[]> kept = new ArrayList<>();
        AuditPlan plan = AuditPlan.simple().resuming(from.map(AuditMemory::parse), (state, last) -> {
            byte[] bytes = state.get();
            if (AuditMemory.parse(bytes).checked() >= entries) {
                kept.add(bytes);
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> new LogAuditor(log, KNOWN).audit(log.checkpoint(), plan, progress -> {}))
                .hasMessage("killed");
        return kept.get(0);
    }

    private static MemoryLog troubled() {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < 3_000; i++) {
            long counter = i < 500 ? i + 1 : i < 1_900 ? i + 11 : i + 12;
            log.append(
                    i == 700
                            ? MemoryLog.bill(i, 507).bytes()
                            : MemoryLog.bill(i, counter).bytes());
        }
        log.append(MemoryLog.bill(100, 9_000).bytes());
        log.publish();
        log.damage("tile/entries/003", 40);
        log.damage("tile/0/008", 32 * 7);
        log.files.remove("tile/entries/006");
        return log;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 600, 800, 1_000, 1_700, 2_000, 2_900, 3_001})
    void itFindsTheSameAsAnAuditWithoutAKill(long kill) throws IOException {
        LogAudit whole = audit(troubled(), Optional.empty());
        assertThat(whole.findings())
                .extracting(AuditFinding::code)
                .contains(
                        Code.ENTRY_ALTERED,
                        Code.TILE_ALTERED,
                        Code.ENTRIES_MISSING,
                        Code.TIME_WENT_BACK,
                        Code.COUNTER_GAP);
        byte[] kept = killAt(troubled(), kill, Optional.empty());
        if (kill < 2_000) {
            kept = killAt(troubled(), kill + 500, Optional.of(kept));
        }
        LogAudit resumed = audit(troubled(), Optional.of(kept));
        assertThat(resumed.findings()).containsExactlyInAnyOrderElementsOf(whole.findings());
        assertThat(resumed.notes()).isEqualTo(whole.notes());
        assertThat(resumed.entries()).isEqualTo(whole.entries());
        assertThat(resumed.tiles()).isEqualTo(whole.tiles());
        assertThat(resumed.before()).isGreaterThanOrEqualTo(Math.min(kill, 3_001));
    }

    @Test
    void itDoesNotReadAgainWhatIsBehindIt() throws IOException {
        byte[] kept = killAt(largeLog(), 40_000, Optional.empty());
        MemoryLog rest = largeLog();
        rest.files.keySet().removeIf(name -> name.matches("tile/(0|entries)/[01][0-4][0-9]"));
        LogAudit audit = audit(rest, Optional.of(kept));
        assertThat(audit.findings()).extracting(AuditFinding::code).containsOnly(Code.PROOF_FAILED);
        assertThat(audit.entries()).isEqualTo(SIZE);
        assertThat(audit.before()).isBetween(40_000L, 40_255L);
    }

    @Test
    void anotherDayItReadsOnlyWhatIsNew() throws IOException {
        MemoryLog log = MemoryLog.ofBills(700);
        audit(log, Optional.empty());
        byte[] kept = memory;
        for (int i = 700; i < 1_000; i++) {
            log.append(MemoryLog.bill(i, i + 3).bytes());
        }
        log.publish();
        LogAudit audit = audit(log, Optional.of(kept));
        assertThat(audit.before()).isEqualTo(700);
        assertThat(audit.entries()).isEqualTo(1_000);
        assertThat(audit.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.COUNTER_GAP);
            assertThat(finding.text()).contains("counters 701 to 702");
        });
    }

    @Test
    void aLogThatDoesNotContinueWhatWasAuditedIsReadFromTheStart() throws IOException {
        audit(MemoryLog.ofBills(700), Optional.empty());
        MemoryLog fork = new MemoryLog();
        for (int i = 0; i < 900; i++) {
            fork.append(MemoryLog.bill(i, i < 10 ? i + 1 : i + 2).bytes());
        }
        LogAudit audit = audit(fork.publish(), Optional.of(memory));
        assertThat(audit.findings()).extracting(AuditFinding::code).contains(Code.NOT_CONSISTENT);
        assertThat(audit.before()).isZero();
    }

    @Test
    void entriesThatWereNotReadableThenAreSaidNotToBeRead() throws IOException {
        MemoryLog log = MemoryLog.ofBills(700);
        log.refusesEntries = true;
        byte[] kept = killAt(log, 500, Optional.empty());
        log.refusesEntries = false;
        LogAudit audit = audit(log, Optional.of(kept));
        assertThat(audit.clean()).isTrue();
        assertThat(audit.notes()).singleElement().asString().contains("Entries 0 to 511 were not readable");
    }

    @Test
    void aDamagedStateIsRefused() throws IOException {
        audit(MemoryLog.ofBills(300), Optional.empty());
        for (int at = 0; at < memory.length; at += 7) {
            byte[] damaged = memory.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> AuditMemory.parse(damaged))
                    .isInstanceOf(LedgerStateException.class)
                    .hasMessageContaining("Delete it");
        }
        assertThatThrownBy(() -> AuditMemory.parse(Arrays.copyOf(memory, memory.length - 1)))
                .isInstanceOf(LedgerStateException.class);
        assertThatThrownBy(() -> AuditMemory.parse(new byte[0])).isInstanceOf(LedgerStateException.class);
    }

    @Test
    void whoListensHearsEveryFindingThoseFromBeforeFirst() throws IOException {
        MemoryLog log = troubled();
        log.damage("tile/entries/000", 100);
        log.damage("tile/entries/008", 100);
        byte[] half = killAt(log, 1_000, Optional.empty());
        List<AuditFinding> heard = new ArrayList<>();
        AuditPlan plan = AuditPlan.simple()
                .telling(heard::add)
                .resuming(Optional.of(AuditMemory.parse(half)), (state, last) -> {});

        LogAudit audit = new LogAuditor(log, KNOWN).audit(log.checkpoint(), plan, progress -> {});

        assertThat(heard).isNotEmpty().isEqualTo(audit.findings());
        assertThat(heard.get(0).index()).hasValue(0);
    }
}
