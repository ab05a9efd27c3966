package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.receipts.web.Reports.check;

import org.junit.jupiter.api.Test;
import org.tallystick.signing.Cause;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Verdict;

class ChecklistTest {

    @Test
    void foldsWhenEverythingPassesAndIgnoresWhatOnlyTheNetworkKnows() {
        Checklist list = Checklist.of(Reports.genuine().shown());

        assertThat(list.isOpen()).isFalse();
        assertThat(list.getRows()).hasSize(7).allMatch(r -> r.state().equals("pass"));
        assertThat(list.getSummary()).isEqualTo("Tallystick made 7 checks; all passed");
        assertThat(list.getEach()).hasSize(20);
    }

    @Test
    void putsFailuresFirstThenRemarks() {
        Checklist list = Checklist.of(Reports.genuine()
                .outcome(Outcome.NOT_GENUINE)
                .with(check("chain-unbroken", Verdict.WARN, "gap"))
                .with(check("in-ledger", Verdict.FAIL, "digest"))
                .shown());

        assertThat(list.isOpen()).isTrue();
        assertThat(list.getRows().get(0).state()).isEqualTo("fail");
        assertThat(list.getRows().get(0).question()).isEqualTo("In the ledger?");
        assertThat(list.getRows().get(1).state()).isEqualTo("lack");
        assertThat(list.getTone()).isEqualTo("bad");
    }

    @Test
    void showsWhatIsMissingOnAnUnsignedRecordAsMissing() {
        Checklist list =
                Checklist.of(Reports.unsigned(Cause.SIGNING_UNIT_FAILED).shown());

        assertThat(list.getRows()).noneMatch(r -> r.state().equals("fail"));
        assertThat(list.getRows().get(0).state()).isEqualTo("lack");
        assertThat(list.getEach()).noneMatch(r -> r.state().equals("fail"));
    }

    @Test
    void countsAnOpenDecisiveQuestion() {
        Checklist list = Checklist.of(Reports.genuine()
                .outcome(Outcome.UNKNOWN)
                .with(check("in-ledger", Verdict.UNKNOWN, "no-proof"))
                .shown());

        assertThat(list.getSummary()).isEqualTo("Tallystick made 7 checks; 1 could not be made, the others passed");
        assertThat(list.getRows().get(0).state()).isEqualTo("open");
        assertThat(list.getTone()).isEqualTo("wait");
        assertThat(list.isOpen()).isTrue();
    }
}
