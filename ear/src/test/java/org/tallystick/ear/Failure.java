package org.tallystick.ear;

import static org.tallystick.coverage.CaseState.AUTO_RETRY;
import static org.tallystick.coverage.CaseState.AWAIT_MERCHANT;
import static org.tallystick.coverage.CaseState.AWAIT_TERMINAL;
import static org.tallystick.coverage.CaseState.FROZEN;
import static org.tallystick.coverage.CaseState.TICKET;
import static org.tallystick.ear.Mending.EXPLANATION;
import static org.tallystick.ear.Mending.GIVEN_UP;
import static org.tallystick.ear.Mending.INVESTIGATION;
import static org.tallystick.ear.Mending.LETTER;
import static org.tallystick.ear.Mending.SCAN;
import static org.tallystick.ear.Mending.SENT_AGAIN;
import static org.tallystick.ear.Mending.SIGNED_AGAIN;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tallystick.coverage.CaseState;
import org.tallystick.signing.Cause;

/**
 * Ways in which signatures go missing (WORKFLOWS.md W.3), as the platform meets them: what a terminal sends, the cause that has to be found,
 * whom the case waits for first, and what mends it. Where a terminal cannot sign it says why under its fallback secret; that it really
 * cannot is made in {@link MissingSignatureTerminalIT}. PENDING_NEXT_TXN is no failure.
 */
enum Failure {
    NO_PAD(
            "the bill says that there is no signature pad",
            Cause.PAD_ABSENT,
            TICKET,
            SCAN,
            till -> one(till.swiped("PAD_ABSENT"))),
    NO_PAD_REPORTED(
            "the cashier goes on without a signature, and the terminal reports that there is no pad",
            Cause.PAD_ABSENT,
            TICKET,
            LETTER,
            till -> reported(till.swiped("BYPASSED"), till, "PAD_ABSENT")),
    PAD_FAILS(
            "the bill says that the pad has failed",
            Cause.PAD_ERROR,
            TICKET,
            SCAN,
            till -> one(till.swiped("PAD_ERROR"))),
    PAD_FAILS_REPORTED(
            "the cardholder signs on paper, and the terminal reports that its pad has failed",
            Cause.PAD_ERROR,
            TICKET,
            SCAN,
            till -> reported(till.swiped("PAPER"), till, "PAD_ERROR")),
    PAD_DOES_NOT_ANSWER(
            "the bill says that the pad has failed, and the terminal reports that it did not answer at all",
            Cause.PAD_HANDSHAKE_FAIL,
            TICKET,
            SCAN,
            till -> reported(till.swiped("PAD_ERROR"), till, "PAD_HANDSHAKE_FAIL")),
    CRASH(
            "a bill was lost in a crash, and a recovery entry lists its number",
            Cause.APP_CRASH,
            TICKET,
            GIVEN_UP,
            till -> {
                Post lost = till.scanned();
                Post recovery = till.recovery(lost.counter().getAsLong(), Cause.APP_CRASH);
                return new Injected(List.of(recovery), List::of, lost.counter().getAsLong());
            }),
    CRASH_REPORTED(
            "a bill does not come, and the terminal reports that its program has crashed",
            Cause.APP_CRASH,
            TICKET,
            SENT_AGAIN,
            till -> {
                Post held = till.scanned();
                return held(held, till.event("APP_CRASH"));
            }),
    OLD_FIRMWARE(
            "the terminal could not sign and says nothing, with a program older than its device must have, which is replaced",
            Cause.FIRMWARE_OLD,
            TICKET,
            SIGNED_AGAIN,
            till -> {
                Post before = till.program("1.9");
                Post sale = till.unexplained();
                return new Injected(
                        List.of(before, sale, till.program("2.0")),
                        () -> List.of(till.signedNow(sale)),
                        sale.counter().getAsLong());
            }),
    OLD_FIRMWARE_THAT_DOES_NOT_ASK(
            "nobody is asked for a due signature, with a program older than its device must have, which is replaced",
            Cause.FIRMWARE_OLD,
            TICKET,
            SCAN,
            till -> {
                Post before = till.program("1.9");
                Post sale = till.notAsked();
                return new Injected(
                        List.of(before, sale, till.program("2.0")),
                        List::of,
                        sale.counter().getAsLong());
            }),
    NO_IMAGE(
            "the cardholder has signed, and the image does not come",
            Cause.IMAGE_MISSING,
            AWAIT_MERCHANT,
            SCAN,
            till -> one(till.imageThatStaysAway())),
    LARGE_IMAGE(
            "the image has more bytes than a message can carry",
            Cause.IMAGE_TOO_LARGE,
            AWAIT_MERCHANT,
            LETTER,
            till -> one(till.tooLargeImage())),
    DAMAGED_IMAGE(
            "the image ends in its middle",
            Cause.IMAGE_CORRUPT,
            AWAIT_MERCHANT,
            SCAN,
            till -> one(till.damagedImage(hand(till)))),
    BLANK_IMAGE(
            "there is nothing on the image", Cause.IMAGE_BLANK, AWAIT_MERCHANT, SCAN, till -> one(till.blankImage())),
    WAITS_IN_THE_OUTBOX(
            "a bill does not come, and a heartbeat says that it waits in the outbox",
            Cause.UPLOAD_CONNECT_FAIL,
            AUTO_RETRY,
            SENT_AGAIN,
            till -> {
                Post held = till.scanned();
                return held(held, till.heartbeat(held));
            }),
    TIMED_OUT(
            "a bill does not come, and a recovery entry says that nobody answered in time",
            Cause.UPLOAD_TIMEOUT,
            AUTO_RETRY,
            SENT_AGAIN,
            till -> {
                Post held = till.scanned();
                return held(held, till.recovery(held.counter().getAsLong(), Cause.UPLOAD_TIMEOUT));
            }),
    PAPER_IN_THE_END(
            "the upload has failed so often that the slip was printed and signed",
            Cause.RETRY_EXHAUSTED,
            AWAIT_MERCHANT,
            SCAN,
            till -> one(till.swiped("PAPER"))),
    NO_CERTIFICATE("an unsigned bill says that the terminal has no certificate", Cause.CERT_MISSING),
    EXPIRED_CERTIFICATE("an unsigned bill says that the terminal's certificate has expired", Cause.CERT_EXPIRED),
    EARLY_CERTIFICATE(
            "the terminal has signed before its certificate began",
            Cause.CERT_NOT_YET_VALID,
            till -> till.beforeTheCertificate()),
    REVOKED_CERTIFICATE("an unsigned bill says that the terminal's certificate was revoked", Cause.CERT_REVOKED),
    STRANGE_CERTIFICATE(
            "the bill is signed by a key that nobody here has certified",
            Cause.CERT_UNTRUSTED,
            till -> till.byAStranger()),
    WRONG_KEY(
            "an unsigned bill says that the terminal's key is not the one that its certificate names",
            Cause.CERT_KEY_MISMATCH),
    WEAK_KEY("an unsigned bill says that the terminal's key is of an algorithm that is too weak", Cause.CERT_WEAK_ALG),
    SLOW_HAND(
            "the bill says that nobody signed in time",
            Cause.SIGN_TIMEOUT,
            AWAIT_MERCHANT,
            SCAN,
            till -> one(till.swiped("TIMEOUT"))),
    SLOW_HAND_REPORTED(
            "the cashier goes on without a signature, and the terminal reports that nobody signed in time",
            Cause.SIGN_TIMEOUT,
            AWAIT_MERCHANT,
            LETTER,
            till -> reported(till.swiped("BYPASSED"), till, "SIGN_TIMEOUT")),
    CANCELLED(
            "somebody has cancelled signing",
            Cause.SIGN_CANCELLED,
            AWAIT_MERCHANT,
            EXPLANATION,
            till -> one(till.swiped("CANCELLED"))),
    SKIPPED(
            "the cashier has skipped signing",
            Cause.STEP_SKIPPED,
            AWAIT_MERCHANT,
            LETTER,
            till -> one(till.swiped("BYPASSED"))),
    SKIPPED_BESIDE_A_FAULT(
            "the cashier has skipped signing, and the fault of the pad that is reported is that of the sale before",
            Cause.STEP_SKIPPED,
            AWAIT_MERCHANT,
            EXPLANATION,
            till -> {
                Post before = till.captured(hand(till));
                Post report = till.event("PAD_ERROR", before.counter().getAsLong());
                Post sale = till.swiped("BYPASSED");
                return new Injected(
                        List.of(before, report, sale), List::of, sale.counter().getAsLong());
            }),
    CANCELLED_BESIDE_A_CRASH(
            "somebody has cancelled signing, and the program has crashed in the same minutes",
            Cause.SIGN_CANCELLED,
            AWAIT_MERCHANT,
            SCAN,
            till -> {
                Post sale = till.swiped("CANCELLED");
                return new Injected(
                        List.of(till.event("APP_CRASH"), sale),
                        List::of,
                        sale.counter().getAsLong());
            }),
    NOT_ASKED(
            "the terminal thinks that a swiped card needs no signature",
            Cause.STEP_SKIPPED,
            AWAIT_MERCHANT,
            EXPLANATION,
            till -> one(till.notAsked())),
    SIGNING_UNIT("an unsigned bill says that the terminal's signing unit has failed", Cause.SIGNING_UNIT_FAILED),
    WRONG_CLOCK(
            "an unsigned bill bears an hour that is still to come",
            Cause.CLOCK_SKEW,
            TICKET,
            SIGNED_AGAIN,
            till -> again(till.fromTheFuture(), till)),
    WRONG_SIGNATURE(
            "the signature is that of something else",
            Cause.SIGNATURE_INVALID,
            FROZEN,
            INVESTIGATION,
            till -> one(till.withAnothersSignature())),
    CHANGED_BILL(
            "a bill follows on one that nobody has sent",
            Cause.BILL_TAMPERED,
            FROZEN,
            INVESTIGATION,
            till -> behind(till.scanned(), till.afterAChangedBill())),
    OTHER_CODE(
            "the code behind the handwriting is that of another sale",
            Cause.FEATURE_MISMATCH,
            FROZEN,
            INVESTIGATION,
            till -> one(till.codeOfAnotherSale(hand(till)))),
    USED_IMAGE(
            "the image has served the sale before",
            Cause.IMAGE_REUSED,
            FROZEN,
            INVESTIGATION,
            till -> behind(till.captured(hand(till)), till.usedImage())),
    TWO_BILLS("two bills come under one counter", Cause.CONFLICT, FROZEN, INVESTIGATION, till -> {
        List<Post> both = till.twice();
        return new Injected(both, List::of, both.get(0).counter().getAsLong());
    }),
    NOT_SAID(
            "the terminal could not sign and says nothing",
            Cause.UNKNOWN,
            AWAIT_MERCHANT,
            EXPLANATION,
            till -> one(till.unexplained())),
    LOST("a bill does not come, and nobody says why", Cause.UNKNOWN, AWAIT_MERCHANT, GIVEN_UP, till -> {
        Post held = till.scanned();
        return new Injected(List.of(), List::of, held.counter().getAsLong());
    });

    private final String sentence;
    private final Cause cause;
    private final CaseState first;
    private final Mending mending;
    private final Function<FailingTill, Injected> way;

    /** The terminal sends an unsigned bill with its cause, and signs it later. */
    Failure(String sentence, Cause cause) {
        this(sentence, cause, till -> till.declared(cause));
    }

    Failure(String sentence, Cause cause, Function<FailingTill, Post> unsigned) {
        this(
                sentence,
                cause,
                cause.name().startsWith("CERT_") ? AWAIT_TERMINAL : TICKET,
                SIGNED_AGAIN,
                till -> again(unsigned.apply(till), till));
    }

    Failure(String sentence, Cause cause, CaseState first, Mending mending, Function<FailingTill, Injected> way) {
        this.sentence = sentence;
        this.cause = cause;
        this.first = first;
        this.mending = mending;
        this.way = way;
    }

    Cause cause() {
        return cause;
    }

    CaseState first() {
        return first;
    }

    Mending mending() {
        return mending;
    }

    /** Lets it happen at a terminal. */
    Injected at(FailingTill till) {
        return way.apply(till);
    }

    @Override
    public String toString() {
        return sentence;
    }

    private static Injected one(Post sale) {
        return new Injected(List.of(sale), List::of, sale.counter().getAsLong());
    }

    private static Injected behind(Post before, Post sale) {
        return new Injected(List.of(before, sale), List::of, sale.counter().getAsLong());
    }

    private static Injected reported(Post sale, FailingTill till, String event) {
        Post report = till.event(event, sale.counter().getAsLong());
        return new Injected(List.of(report, sale), List::of, sale.counter().getAsLong());
    }

    private static Injected again(Post sale, FailingTill till) {
        return new Injected(
                List.of(sale),
                () -> List.of(till.signedNow(sale)),
                sale.counter().getAsLong());
    }

    private static Injected held(Post sale, Post... meanwhile) {
        return new Injected(
                Stream.of(meanwhile).toList(),
                () -> List.of(sale),
                sale.counter().getAsLong());
    }

    /** Nobody else writes like this. */
    private static long hand(FailingTill till) {
        return Long.parseLong(till.terminalNo()) * 100_000 + till.nextCounter();
    }
}
