package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.receipts.web.Reports.check;

import org.junit.jupiter.api.Test;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Verdict;

class ReceiptPanelTest {

    @Test
    void isGreenOnlyForAGenuineReceiptWithNothingMissing() {
        Panel panel = ReceiptPanel.ofPage(Reports.genuine().shown());

        assertThat(panel.tone()).isEqualTo("ok");
        assertThat(panel.mark()).isEqualTo("match");
        assertThat(panel.word()).isEqualTo("Matches");
        assertThat(panel.asksSignature()).isFalse();
    }

    @Test
    void isAmberWhenTheCardholderDidNotSign() {
        Panel panel = ReceiptPanel.ofPage(Reports.genuine()
                .cardholder(SignatureRequirement.REQUIRED, SignatureStatus.TIMEOUT)
                .with(check("cardholder-signature", Verdict.WARN, "missing"))
                .shown());

        assertThat(panel.tone()).isEqualTo("warn");
        assertThat(panel.advice()).singleElement().asString().contains("nobody signed in time");
        assertThat(panel.asksSignature()).isTrue();
    }

    @Test
    void isAmberAndNeverRedForAnUnsignedRecord() {
        Panel panel =
                ReceiptPanel.ofPage(Reports.unsigned(Cause.SIGNING_UNIT_FAILED).shown());

        assertThat(panel.tone()).isEqualTo("warn");
        assertThat(panel.mark()).isEqualTo("lack");
        assertThat(panel.advice()).singleElement().asString().contains("signing unit failed");
        assertThat(panel.asksSignature()).isTrue();
    }

    @Test
    void offersNoSigningWhereIntegrityIsInDoubt() {
        Panel panel =
                ReceiptPanel.ofPage(Reports.unsigned(Cause.SIGNATURE_INVALID).shown());

        assertThat(panel.asksSignature()).isFalse();
        assertThat(panel.advice()).singleElement().asString().contains("opened a case");
    }

    @Test
    void isRedOnlyWhenADecisiveCheckFails() {
        Panel panel = ReceiptPanel.ofPage(
                Reports.genuine().outcome(Outcome.NOT_GENUINE).shown());

        assertThat(panel.tone()).isEqualTo("bad");
        assertThat(panel.seam()).isEqualTo("differ");
    }

    @Test
    void isGreyWhenTheCheckCouldNotBeMade() {
        Panel panel =
                ReceiptPanel.ofPage(Reports.genuine().outcome(Outcome.UNKNOWN).shown());

        assertThat(panel.tone()).isEqualTo("wait");
        assertThat(panel.advice()).singleElement().asString().contains("does not mean that the receipt is wrong");
    }

    @Test
    void warnsAgainstUsingAVoidedSale() {
        Panel panel = ReceiptPanel.ofPage(Reports.genuine()
                .with(check("not-voided", Verdict.WARN, "voided", "6B8M3M9P4QX"))
                .shown());

        assertThat(panel.tone()).isNotEqualTo("ok");
        assertThat(panel.sentence()).contains("voided");
    }

    @Test
    void speaksOfTheVoidBeforeAMissingSignature() {
        Panel panel = ReceiptPanel.ofPage(Reports.genuine()
                .cardholder(SignatureRequirement.REQUIRED, SignatureStatus.TIMEOUT)
                .with(check("cardholder-signature", Verdict.WARN, "missing"))
                .with(check("not-voided", Verdict.WARN, "voided", "6B8M3M9P4QX"))
                .shown());

        assertThat(panel.sentence()).contains("voided");
        assertThat(panel.asksSignature()).isFalse();
    }

    @Test
    void saysThatAnUploadedFileWasChanged() {
        Panel panel = ReceiptPanel.ofFile(Reports.genuine()
                .outcome(Outcome.NOT_GENUINE)
                .with(check("bill-signature", Verdict.FAIL, "invalid"))
                .shown());

        assertThat(panel.sentence()).isEqualTo("This file is not genuine: its content does not fit its signature.");
    }

    @Test
    void saysThatAFileIsNoReceiptAtAll() {
        Panel panel = ReceiptPanel.ofFile(Reports.genuine()
                .outcome(Outcome.NOT_GENUINE)
                .with(check("format", Verdict.FAIL, "malformed"))
                .shown());

        assertThat(panel.sentence()).isEqualTo("This is not an intact receipt file.");
    }

    @Test
    void tellsTheOwnerOfAFileWithoutProofWhatToDo() {
        Panel panel = ReceiptPanel.ofFile(Reports.genuine()
                .outcome(Outcome.UNKNOWN)
                .with(check("in-ledger", Verdict.UNKNOWN, "no-proof"))
                .shown());

        assertThat(panel.advice()).last().asString().contains(".json file from a receipt page");
    }
}
