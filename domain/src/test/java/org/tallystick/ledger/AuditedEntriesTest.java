package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Audits.assertOnlyFinding;
import static org.tallystick.ledger.Audits.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;

/** What entries say is read too: times, and the counters of terminals. */
class AuditedEntriesTest {
    private MemoryLog log = new MemoryLog();

    @Test
    void timesMustNotGoBack() throws IOException {
        log = new MemoryLog();
        log.append(MemoryLog.bill(0, 1).bytes());
        log.append(MemoryLog.bill(5, 2).bytes());
        log.append(MemoryLog.bill(4, 3).bytes());
        log.append(MemoryLog.bill(5, 4).bytes());
        log.publish();
        assertOnlyFinding(log, Code.TIME_WENT_BACK, 2, "Entry 2 ");
    }

    @Test
    void anEntryInAnotherFormIsFound() throws IOException {
        log = new MemoryLog();
        log.append(MemoryLog.bill(0, 1).bytes());
        log.append("something else".getBytes(StandardCharsets.US_ASCII));
        log.publish();
        assertOnlyFinding(log, Code.ENTRY_MALFORMED, 1, "Entry 1 ");
    }

    @Test
    void anUnexplainedGapOfCountersIsAWarning() throws IOException {
        assertGaps(List.of(bill(7), bill(9), bill(12)), "WARN 1 counter 8", "WARN 2 counters 10 to 11");
    }

    @Test
    void aGapWithAGapEntryIsInformation() throws IOException {
        assertGaps(List.of(bill(7), gap(9), bill(10)), "INFO 2 counters 8 to 9");
        assertGaps(List.of(bill(7), bill(10), gap(10)), "INFO 1 counters 8 to 9");
        assertGaps(List.of(bill(7), bill(10), gap(11)), "WARN 1 counters 8 to 9");
    }

    @Test
    void aBillThatComesLateFillsItsGap() throws IOException {
        assertGaps(List.of(bill(7), bill(9), bill(8)));
        assertGaps(List.of(bill(7), bill(11), bill(9)), "WARN 1 counter 8", "WARN 1 counter 10");
        assertGaps(List.of(bill(7), bill(11), gap(8), bill(9)), "INFO 1 counter 8", "INFO 1 counter 10");
    }

    @Test
    void unsignedBillsTakeTheirCountersAndOtherKindsDoNot() throws IOException {
        assertGaps(List.of(bill(7), subject(EntryKind.UNSIGNED, "10000001.1.8"), bill(9)));
        assertGaps(List.of(bill(7), subject(EntryKind.CASE, "10000001.1.8"), bill(9)), "WARN 2 counter 8");
    }

    @Test
    void seriesAreCountedByThemselvesAndMayBeginAnywhere() throws IOException {
        assertGaps(List.of(
                bill(7),
                subject(EntryKind.RECEIPT, "10000001.2.1"),
                subject(EntryKind.RECEIPT, "10000002.1.55"),
                bill(8),
                subject(EntryKind.RECEIPT, "10000001.2.2")));
    }

    @Test
    void whereAnEntryWasLostNoGapIsClaimed() throws IOException {
        log = MemoryLog.ofBills(20);
        log.damage("tile/entries/000.p/20", 500);
        assertOnlyFinding(log, Code.ENTRY_ALTERED, 4, "Entry 4 ");
    }

    private String[] bill(int counter) {
        return subject(EntryKind.RECEIPT, "10000001.1." + counter);
    }

    private String[] gap(int counter) {
        return subject(EntryKind.GAP, "10000001.1." + counter);
    }

    private String[] subject(EntryKind kind, String subject) {
        return new String[] {kind.name(), subject};
    }

    private void assertGaps(List<String[]> entries, String... expected) throws IOException {
        log = new MemoryLog();
        for (int i = 0; i < entries.size(); i++) {
            log.append(MemoryLog.entry(EntryKind.valueOf(entries.get(i)[0]), i, entries.get(i)[1])
                    .bytes());
        }
        LogAudit audit = audit(log.publish());
        assertThat(audit.clean()).isTrue();
        assertThat(audit.findings()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            String[] words = expected[i].split(" ", 3);
            AuditFinding finding = audit.findings().get(i);
            assertThat(finding.code()).isEqualTo(Code.COUNTER_GAP);
            assertThat(finding.severity()).isEqualTo(Severity.valueOf(words[0]));
            assertThat(finding.index()).hasValue(Long.parseLong(words[1]));
            assertThat(finding.text()).contains("10000001.1, " + words[2] + " occur");
        }
    }
}
