package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.CaseFacts.Device;
import org.tallystick.coverage.CaseFacts.Statement;
import org.tallystick.coverage.CaseFacts.Upload;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignatureStatus;

/**
 * A labelled simulation of the rules alone: 100,000 sales at 200 terminals, 2,000 of them with a failure of a known cause, some within the
 * few minutes in which another failure of the same terminal is reported. What a terminal would send is derived from the label, and the
 * diagnosis never sees the label.
 */
class SimulationTest {
    private static final int TERMINALS = 200;
    private static final int SALES = 100_000;
    private static final int FAILURES = 2_000;
    private static final int OUTAGE = 40;
    private static final List<Cause> UNSIGNED = List.of(
            Cause.SIGNING_UNIT_FAILED,
            Cause.CERT_MISSING,
            Cause.CERT_EXPIRED,
            Cause.CERT_NOT_YET_VALID,
            Cause.CERT_REVOKED,
            Cause.CERT_SUSPENDED,
            Cause.CERT_UNTRUSTED,
            Cause.CERT_KEY_MISMATCH,
            Cause.CERT_WEAK_ALG,
            Cause.FIRMWARE_OLD,
            Cause.APP_CRASH,
            Cause.HOST_REFUSED,
            Cause.MAC_ERROR,
            Cause.FORMAT,
            Cause.UPLOAD_TIMEOUT,
            Cause.SIGNATURE_INVALID,
            Cause.BILL_TAMPERED,
            Cause.CONFLICT,
            Cause.CLOCK_SKEW,
            Cause.UNKNOWN);
    private static final Map<Cause, SignatureStatus> BY_STATUS = Map.of(
            Cause.PAD_ABSENT, SignatureStatus.PAD_ABSENT,
            Cause.PAD_ERROR, SignatureStatus.PAD_ERROR,
            Cause.SIGN_TIMEOUT, SignatureStatus.TIMEOUT,
            Cause.SIGN_CANCELLED, SignatureStatus.CANCELLED,
            Cause.STEP_SKIPPED, SignatureStatus.BYPASSED,
            Cause.RETRY_EXHAUSTED, SignatureStatus.PAPER);
    private static final Map<Cause, ImageResult> BY_IMAGE = Map.of(
            Cause.IMAGE_MISSING, ImageResult.ABSENT,
            Cause.IMAGE_TOO_LARGE, ImageResult.TOO_LARGE,
            Cause.IMAGE_CORRUPT, ImageResult.CORRUPT,
            Cause.IMAGE_BLANK, ImageResult.BLANK,
            Cause.IMAGE_REUSED, ImageResult.REUSED);
    private static final List<Cause> HOLES = List.of(Cause.UPLOAD_CONNECT_FAIL, Cause.PLATFORM_OUTAGE);

    private final SplittableRandom random = new SplittableRandom(20260622);
    private final Map<SignatureStatus, Bill> bills = new HashMap<>();
    private final List<String> misses = new ArrayList<>();

    @Test
    void everyFailureIsFoundNothingElseIsAndTheCauseIsRight() {
        Map<Integer, Cause> failures = failures();
        int found = 0;
        int falseAlarms = 0;
        int right = 0;
        for (int sale = 0; sale < SALES; sale++) {
            Optional<Cause> label = Optional.ofNullable(failures.get(sale));
            Optional<Diagnosis> diagnosis = look(label, noise(failures, sale));
            falseAlarms += label.isEmpty() && diagnosis.isPresent() ? 1 : 0;
            found += label.isPresent() && diagnosis.isPresent() ? 1 : 0;
            if (label.isPresent() && diagnosis.isPresent()) {
                right += diagnosis.get().cause() == label.get() ? 1 : 0;
                note(label.get(), diagnosis.get());
            }
        }

        assertThat(falseAlarms).isZero();
        assertThat(found).isEqualTo(FAILURES);
        assertThat(right).isGreaterThanOrEqualTo(FAILURES * 99 / 100);
        assertThat(misses)
                .as(
                        "a paper slip or a skipped step minutes after the pad of the same terminal failed is blamed on the pad")
                .allMatch(
                        miss -> miss.matches(
                                "(RETRY_EXHAUSTED|STEP_SKIPPED|UNKNOWN) as (PAD_[A-Z]+|SIGN_[A-Z]+|STEP_SKIPPED|APP_CRASH) by (pad|operator|crash)"));
    }

    private void note(Cause label, Diagnosis diagnosis) {
        if (diagnosis.cause() != label) {
            misses.add(label + " as " + diagnosis.cause() + " by " + diagnosis.rule());
        }
    }

    /** Every cause in turn; the sale number says terminal and place: {@code sale % 200} is the terminal. */
    private Map<Integer, Cause> failures() {
        List<Cause> causes = new ArrayList<>(UNSIGNED);
        causes.addAll(BY_STATUS.keySet().stream().sorted().toList());
        causes.addAll(BY_IMAGE.keySet().stream().sorted().toList());
        causes.add(Cause.FEATURE_MISMATCH);
        causes.addAll(HOLES);
        Map<Integer, Cause> failures = new HashMap<>();
        while (failures.size() < FAILURES) {
            int sale = random.nextInt(SALES);
            failures.putIfAbsent(sale, causes.get(failures.size() % causes.size()));
        }
        return failures;
    }

    /** Events of the sale before at the same terminal fall into the window of one sale in forty. */
    private Device noise(Map<Integer, Cause> failures, int sale) {
        Cause before = failures.get(sale - TERMINALS);
        Set<TerminalEventType> events = EnumSet.noneOf(TerminalEventType.class);
        if (before != null && sale % OUTAGE == 0) {
            TerminalEventType.ofWire(before.name()).ifPresent(events::add);
        }
        return new Device(events, CaseFacts.Program.UNTOLD);
    }

    /** What the platform makes of what a terminal with this failure sends; empty if it sees nothing missing. */
    private Optional<Diagnosis> look(Optional<Cause> failure, Device noise) {
        Cause cause = failure.orElse(Cause.PENDING_NEXT_TXN);
        if (HOLES.contains(cause)) {
            boolean platform = cause == Cause.PLATFORM_OUTAGE;
            return Optional.of(Diagnosis.of(
                    CaseFacts.ofHole(new Upload(Optional.empty(), true, platform ? OUTAGE : 0, OUTAGE), noise)));
        }
        Bill bill = bills.computeIfAbsent(BY_STATUS.getOrDefault(cause, SignatureStatus.CAPTURED), Sales::swiped);
        Bill sent = cause == Cause.FEATURE_MISMATCH ? otherCode() : bill;
        boolean unsigned = UNSIGNED.contains(cause);
        ImageResult image =
                BY_STATUS.containsKey(cause) ? ImageResult.ABSENT : BY_IMAGE.getOrDefault(cause, ImageResult.WRITING);
        Assessment assessment = Sales.assess(sent, unsigned ? ReceiptStatus.UNSIGNED : ReceiptStatus.SIGNED, image);
        if (assessment.missing().isEmpty()) {
            return Optional.empty();
        }
        Statement statement = unsigned ? Sales.statement(cause) : Sales.SIGNED;
        return Optional.of(Sales.diagnose(sent, assessment, statement, noise));
    }

    private static Bill otherCode() {
        return Sales.sale(EntryMode.SWIPE, 100, "2026-06-22T10:00:00+08:00")
                .referenceNo("000110047199")
                .cardholderSignature(Sales.signature(SignatureStatus.CAPTURED))
                .build();
    }
}
