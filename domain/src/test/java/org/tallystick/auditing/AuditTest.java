package org.tallystick.auditing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.AuditFinding.Code;
import org.tallystick.ledger.AuditFinding.Severity;
import org.tallystick.work.Work;

class AuditTest {
    private static final AuditScope SCOPE = scope(AuditSpan.WHOLE, List.of(1, 2));

    private static AuditScope scope(AuditSpan span, List<Integer> logs) {
        return new AuditScope(logs, span, AuditDepth.HASHES, Optional.empty(), Optional.empty());
    }

    private static Audit run(AuditState state, long done, long resumedAt, Work.Times times) {
        return new Audit(
                "AU-261129-7KQ2MD01",
                "account",
                "login",
                Role.REGULATOR,
                SCOPE,
                state,
                new Work.Counts(done, 1_000),
                times,
                false,
                0,
                resumedAt,
                "",
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static AuditedLog log(long size, String... notes) {
        return new AuditedLog(
                1,
                "origin",
                "/ledger/1/q",
                "key",
                true,
                "",
                new AuditedLog.Counts(size, 0, size, 1, size, 0, 0),
                Optional.empty(),
                List.of(notes));
    }

    private static LoggedFinding finding(Severity severity) {
        return LoggedFinding.plain(1, new AuditFinding(severity, Code.COUNTER_GAP, OptionalLong.empty(), "text"));
    }

    @Test
    void whatIsLeftFollowsFromWhatWasDoneSinceItLastBegan() {
        Audit audit = run(AuditState.RUNNING, 600, 500, new Work.Times(0, 10_000, 0));
        assertThat(audit.rate(12_000)).isEqualTo(50);
        assertThat(audit.secondsLeft(12_000)).hasValue(8);
        assertThat(audit.percent()).isEqualTo(60);
    }

    @Test
    void nothingIsSaidOfWhatCannotBeKnownYet() {
        assertThat(run(AuditState.WAITING, 0, 0, new Work.Times(5, 0, 0)).secondsLeft(9_000))
                .isEmpty();
        assertThat(run(AuditState.RUNNING, 500, 500, new Work.Times(0, 10_000, 0))
                        .secondsLeft(12_000))
                .isEmpty();
        assertThat(run(AuditState.DONE, 1_000, 0, new Work.Times(0, 1, 2)).percent())
                .isEqualTo(100);
    }

    @Test
    void scopesAreTheSameWhateverTheirSpanAndTheOrderOfLogs() {
        assertThat(scope(AuditSpan.NEW, List.of(2, 1)).key()).isEqualTo(SCOPE.key());
        assertThat(scope(AuditSpan.WHOLE, List.of(1)).key()).isNotEqualTo(SCOPE.key());
        assertThat(new AuditScope(
                                List.of(1, 2),
                                AuditSpan.WHOLE,
                                AuditDepth.SIGNATURES,
                                Optional.of(LocalDate.of(2026, 1, 1)),
                                Optional.empty())
                        .key())
                .isNotEqualTo(SCOPE.key());
    }

    @Test
    void theWorstFindingDecides() {
        List<AuditedLog> logs = List.of(log(5));
        assertThat(AuditVerdict.of(logs, List.of())).isEqualTo(AuditVerdict.KEPT);
        assertThat(AuditVerdict.of(logs, List.of(finding(Severity.INFO)))).isEqualTo(AuditVerdict.KEPT);
        assertThat(AuditVerdict.of(logs, List.of(finding(Severity.WARN)))).isEqualTo(AuditVerdict.QUESTIONS);
        assertThat(AuditVerdict.of(logs, List.of(finding(Severity.WARN), finding(Severity.ERROR))))
                .isEqualTo(AuditVerdict.BROKEN);
        assertThat(AuditVerdict.of(List.of(log(5, "a note")), List.of())).isEqualTo(AuditVerdict.KEPT_AS_FAR);
        assertThat(AuditVerdict.of(List.of(log(0)), List.of())).isEqualTo(AuditVerdict.NOTHING);
    }
}
