package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.LogAudit;

/**
 * A day of two thousand sales at twenty-five terminals, some of them failing in every way at once, through the real server: everything that
 * is missing is found, nothing else is, and the causes are right. {@link CoverageBench} does the same with a hundred thousand.
 */
class CoverageSimulationIT {
    private static final TrialPlan.Size SIZE = new TrialPlan.Size(25, 2_000, 1, 60, 1);
    private static final long SEED = 20_261_129;

    private static CoverageTrial trial;
    private static TrialResult result;

    @BeforeAll
    static void live() {
        trial = new CoverageTrial(TrialServer.shared(), SIZE, SEED);
        result = trial.run();
    }

    @AfterAll
    static void end() {
        trial.close();
    }

    @Test
    void everyFailureIsFound() {
        assertThat(result.unseen()).isEmpty();
        assertThat(result.failures()).isEqualTo(SIZE.failures());
    }

    @Test
    void nothingElseIsAndLeastOfAllABillThatOnlyComesBehindTheNextOne() {
        assertThat(trial.overtaken()).isGreaterThan(5);
        assertThat(result.falseAlarms()).isEmpty();
    }

    @Test
    void theCausesAreRight() {
        assertThat(result.misses()).isEmpty();
    }

    @Test
    void everyTerminalsFiguresAreCountedToTheUnit() {
        assertThat(trial.counted()).isEqualTo(trial.figures());
    }

    @Test
    void theLedgerIsWhole() throws IOException {
        LogAudit audit = TestLedger.of(TrialServer.shared().server()).audit(Optional.empty());

        assertThat(audit.findings())
                .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                .isEmpty();
        assertThat(audit.entries()).isGreaterThan(trial.bills());
    }
}
