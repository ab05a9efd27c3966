package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.coverage.CaseFacts.Device;
import org.tallystick.coverage.CaseFacts.Statement;
import org.tallystick.coverage.CaseFacts.Upload;
import org.tallystick.enrolment.ProgramVersion;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignatureStatus;

class DiagnosisTest {
    private static final Bill SCANNED =
            Sales.sale(EntryMode.SCAN, 100, "2026-06-22T10:00:00+08:00").build();

    private static Cause cause(SignatureStatus status, ImageResult image, TerminalEventType... events) {
        Bill bill = Sales.swiped(status);
        Assessment assessment = Sales.assess(bill, ReceiptStatus.SIGNED, image);
        return Sales.diagnose(bill, assessment, Sales.SIGNED, Sales.events(events))
                .cause();
    }

    @ParameterizedTest
    @CsvSource({
        "PAD_ABSENT,PAD_ABSENT",
        "PAD_ERROR,PAD_ERROR",
        "TIMEOUT,SIGN_TIMEOUT",
        "CANCELLED,SIGN_CANCELLED",
        "BYPASSED,STEP_SKIPPED",
        "PAPER,RETRY_EXHAUSTED",
        "NOT_REQUIRED,STEP_SKIPPED"
    })
    void theTerminalsWordDecidesWhereNothingElseIsKnown(SignatureStatus status, Cause expected) {
        assertThat(cause(status, ImageResult.ABSENT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ABSENT,IMAGE_MISSING",
        "TOO_LARGE,IMAGE_TOO_LARGE",
        "CORRUPT,IMAGE_CORRUPT",
        "BLANK,IMAGE_BLANK",
        "SCRIBBLE,IMAGE_BLANK",
        "REUSED,IMAGE_REUSED"
    })
    void aCapturedSignatureIsJudgedByItsImage(ImageResult image, Cause expected) {
        assertThat(cause(SignatureStatus.CAPTURED, image)).isEqualTo(expected);
    }

    @Test
    void anEventNearASkippedStepExplainsItBetter() {
        assertThat(cause(SignatureStatus.BYPASSED, ImageResult.ABSENT, TerminalEventType.PAD_ABSENT))
                .isEqualTo(Cause.PAD_ABSENT);
        assertThat(cause(SignatureStatus.PAPER, ImageResult.ABSENT, TerminalEventType.PAD_ERROR))
                .isEqualTo(Cause.PAD_ERROR);
    }

    @Test
    void aPadThatDoesNotAnswerIsToldFromOneThatFails() {
        assertThat(cause(SignatureStatus.PAD_ERROR, ImageResult.ABSENT, TerminalEventType.PAD_HANDSHAKE_FAIL))
                .isEqualTo(Cause.PAD_HANDSHAKE_FAIL);
        assertThat(cause(SignatureStatus.BYPASSED, ImageResult.ABSENT, TerminalEventType.PAD_HANDSHAKE_FAIL))
                .isEqualTo(Cause.PAD_HANDSHAKE_FAIL);
        assertThat(cause(SignatureStatus.TIMEOUT, ImageResult.ABSENT, TerminalEventType.PAD_HANDSHAKE_FAIL))
                .as("the bill says plainly something else")
                .isEqualTo(Cause.SIGN_TIMEOUT);
    }

    @Test
    void anOldProgramIsTheCauseOnlyWhereTheProgramDecides() {
        ProgramVersion minimum = ProgramVersion.of("3.0").orElseThrow();
        Device old = new Device(
                Set.of(), new CaseFacts.Program(new TerminalProgram("Newland", "N910", "2.1"), Optional.of(minimum)));
        Assessment unsigned = Sales.assess(SCANNED, ReceiptStatus.UNSIGNED, ImageResult.ABSENT);

        Diagnosis silent = Sales.diagnose(SCANNED, unsigned, Sales.statement(Cause.UNKNOWN), old);
        assertThat(silent.cause()).isEqualTo(Cause.FIRMWARE_OLD);
        assertThat(silent.rule()).isEqualTo("program");
        assertThat(silent.inputs()).containsEntry("firmware", "2.1").containsEntry("minimum", "3.0");
        assertThat(Sales.diagnose(SCANNED, unsigned, Sales.statement(Cause.CERT_MISSING), old)
                        .cause())
                .isEqualTo(Cause.CERT_MISSING);
        Bill notAsked = Sales.swiped(SignatureStatus.NOT_REQUIRED);
        assertThat(Sales.diagnose(
                                notAsked,
                                Sales.assess(notAsked, ReceiptStatus.SIGNED, ImageResult.ABSENT),
                                Sales.SIGNED,
                                old)
                        .cause())
                .isEqualTo(Cause.FIRMWARE_OLD);
        Bill skipped = Sales.swiped(SignatureStatus.BYPASSED);
        assertThat(Sales.diagnose(
                                skipped,
                                Sales.assess(skipped, ReceiptStatus.SIGNED, ImageResult.ABSENT),
                                Sales.SIGNED,
                                old)
                        .cause())
                .isEqualTo(Cause.STEP_SKIPPED);
        assertThat(Diagnosis.of(CaseFacts.ofHole(Upload.NONE, old)).cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void anEventOfAnotherSaleDoesNotOverruleWhatTheBillSaysPlainly() {
        assertThat(cause(SignatureStatus.TIMEOUT, ImageResult.ABSENT, TerminalEventType.PAD_ABSENT))
                .isEqualTo(Cause.SIGN_TIMEOUT);
        assertThat(cause(SignatureStatus.CANCELLED, ImageResult.ABSENT, TerminalEventType.APP_CRASH))
                .isEqualTo(Cause.SIGN_CANCELLED);
        assertThat(cause(SignatureStatus.NOT_REQUIRED, ImageResult.ABSENT, TerminalEventType.APP_CRASH))
                .isEqualTo(Cause.STEP_SKIPPED);
        assertThat(cause(SignatureStatus.BYPASSED, ImageResult.ABSENT, TerminalEventType.APP_CRASH))
                .isEqualTo(Cause.APP_CRASH);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING_NEXT_TXN", "PAD_ABSENT", "PAD_HANDSHAKE_FAIL", "PAD_ERROR", "IMAGE_MISSING"})
    void whatWasNotedAtArrivalIsTheCauseOfAnUnsignedBill(Cause noted) {
        Assessment assessment = Sales.assess(SCANNED, ReceiptStatus.UNSIGNED, ImageResult.ABSENT);

        assertThat(Sales.diagnose(SCANNED, assessment, Sales.statement(noted), Device.NONE)
                        .cause())
                .isEqualTo(noted);
    }

    @Test
    void integrityGoesBeforeEverythingElse() {
        Assessment assessment = Sales.assess(SCANNED, ReceiptStatus.UNSIGNED, ImageResult.ABSENT);
        Statement conflict = new Statement(Optional.of(Cause.CERT_EXPIRED), true, false, true);
        Statement broken = new Statement(Optional.of(Cause.CERT_EXPIRED), true, true, false);

        assertThat(Sales.diagnose(SCANNED, assessment, conflict, Device.NONE).cause())
                .isEqualTo(Cause.CONFLICT);
        assertThat(Sales.diagnose(SCANNED, assessment, broken, Device.NONE).cause())
                .isEqualTo(Cause.BILL_TAMPERED);
    }

    @Test
    void anotherSalesFeatureCodeIsFoundAndOneOfTheOwnSaleIsNot() {
        Bill other = Sales.sale(EntryMode.SWIPE, 100, "2026-06-22T10:00:00+08:00")
                .referenceNo("000110047116")
                .cardholderSignature(Sales.signature(SignatureStatus.CAPTURED))
                .build();
        Assessment differs = Sales.assess(other, ReceiptStatus.SIGNED, ImageResult.WRITING);

        assertThat(differs.feature()).isEqualTo(FeatureResult.DIFFERS);
        assertThat(Sales.diagnose(other, differs, Sales.SIGNED, Device.NONE).cause())
                .isEqualTo(Cause.FEATURE_MISMATCH);
        assertThat(Sales.assess(Sales.swiped(SignatureStatus.CAPTURED), ReceiptStatus.SIGNED, ImageResult.WRITING)
                        .missing())
                .isEmpty();
    }

    @Test
    void aSignatureThatTravelsWithTheNextMessageIsNoAlarm() {
        Bill bill = Sales.swiped(SignatureStatus.CAPTURED);
        Assessment waits = Assessment.of(
                new Assessment.Seen(bill, ReceiptStatus.SIGNED, Channel.ISO8583, ImageResult.ABSENT, true),
                Sales.POLICY);
        Assessment over = Assessment.of(
                new Assessment.Seen(bill, ReceiptStatus.SIGNED, Channel.ISO8583, ImageResult.ABSENT, false),
                Sales.POLICY);

        assertThat(waits.missing()).isEmpty();
        assertThat(Sales.diagnose(bill, waits, Sales.SIGNED, Device.NONE).cause())
                .isEqualTo(Cause.PENDING_NEXT_TXN);
        assertThat(over.missing()).containsExactly(Missing.CARDHOLDER_SIGNATURE);
    }

    @Test
    void aHoleIsExplainedByTheRecoveryEntryThenByTheOthersThenByTheOutbox() {
        assertThat(hole(new Upload(Optional.of(Cause.APP_CRASH), true, 9, 9), Device.NONE))
                .isEqualTo(Cause.APP_CRASH);
        assertThat(hole(new Upload(Optional.empty(), true, 3, 15), Device.NONE)).isEqualTo(Cause.PLATFORM_OUTAGE);
        assertThat(hole(new Upload(Optional.empty(), true, 2, 2), Device.NONE)).isEqualTo(Cause.UPLOAD_CONNECT_FAIL);
        assertThat(hole(new Upload(Optional.empty(), true, 3, 16), Device.NONE))
                .as("a few among many have a hole of their own")
                .isEqualTo(Cause.UPLOAD_CONNECT_FAIL);
        assertThat(hole(Upload.NONE, Sales.events(TerminalEventType.APP_CRASH))).isEqualTo(Cause.APP_CRASH);
        assertThat(hole(Upload.NONE, Device.NONE)).isEqualTo(Cause.UNKNOWN);
    }

    private static Cause hole(Upload upload, Device device) {
        return Diagnosis.of(CaseFacts.ofHole(upload, device)).cause();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void integrityIsNeverMendedByASignatureAndEverythingElseCanBeMended(Cause cause) {
        Set<Missing> all = Set.of(Missing.BILL, Missing.TERMINAL_SIGNATURE, Missing.CARDHOLDER_SIGNATURE);
        boolean integrity = CauseTable.group(cause) == CauseGroup.INTEGRITY;

        assertThat(CauseTable.byHand(cause, all).stream().anyMatch(Remedy::isSignature))
                .isEqualTo(!integrity);
        assertThat(CauseTable.byTerminal(cause, all).isEmpty()).isEqualTo(integrity);
        assertThat(CauseTable.firstState(cause) == CaseState.FROZEN).isEqualTo(integrity);
        assertThat(CaseState.DIAGNOSED.mayBecome(CauseTable.firstState(cause))).isTrue();
    }
}
