package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupAt;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignedBill;

/** One counter of a terminal, what is here of it, and what is decided of a bill that comes for it. */
abstract class CounterDecisions {
    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    final List<Claim> claims = new ArrayList<>();
    final List<String> opened = new ArrayList<>();
    final NothingRemoved gone = new NothingRemoved();
    private final ReceiptWriter writer = new ReceiptWriter(
            new Counters(), null, new NoConflicts(), gone, new Cases(), new Seals(), new FreshReceipts());

    Bill bill;

    @BeforeEach
    void bill() {
        bill = bill(1_230);
    }

    static Bill bill(long amount) {
        return new BillBuilder()
                .terminal("48023310", "898331054110027", "20000001")
                .following(1, 5, new byte[32])
                .code(new byte[16])
                .type(BillType.SALE)
                .money(new Money(amount, Currency.getInstance("CNY")))
                .time(OffsetDateTime.parse("2026-11-24T15:00:00+08:00"))
                .city("杭州")
                .entryMode(EntryMode.SCAN)
                .slip("000005", "000001")
                .build();
    }

    static Claim claim(Bill bill, boolean verified, ReceiptStatus status) {
        byte[] digest = signed(bill).payloadDigest();
        return new Claim("known", 0, true, verified, status, digest, Optional.empty(), false, false);
    }

    Claim lost(ReceiptStatus status) {
        return new Claim("known", 0, true, true, status, signed(bill).payloadDigest(), Optional.empty(), true, false);
    }

    static Claim inactive(Claim claim) {
        return new Claim(
                claim.number(),
                claim.ordinal(),
                false,
                claim.verified(),
                claim.status(),
                claim.payloadDigest(),
                claim.code(),
                claim.lost(),
                claim.removed());
    }

    static SignedBill signed(Bill bill) {
        return SignedBill.of(bill.toJson(), Optional.of(new JwsEntry("e30", "AA")), List.of(), Optional.empty());
    }

    Append<ReceiptDraft> decide(boolean laterSeries) throws SQLException {
        return decide(laterSeries, true);
    }

    /**
     * @param laterSeries whether the desk has found a key of a later enrolment
     * @param fit whether its certificate counts now, not only when the bill is proven to have been there
     */
    Append<ReceiptDraft> decide(boolean laterSeries, boolean fit) throws SQLException {
        SignedBill sent = signed(bill);
        EnumSet<Finding> findings = laterSeries ? EnumSet.of(Finding.SIGNED_LATER) : EnumSet.noneOf(Finding.class);
        Optional<Cause> now = fit ? Optional.empty() : Optional.of(Cause.CERT_EXPIRED);
        return decide(new Intake(
                sent, bill, sent.payloadDigest(), sent.signature(), Optional.empty(), false, findings, NOW, now));
    }

    /** What only the terminal's secret vouches for. */
    Intake unsigned() {
        SignedBill sent = signed(bill);
        Optional<Cause> cause = Optional.of(Cause.UNKNOWN);
        return new Intake(
                sent,
                bill,
                sent.payloadDigest(),
                Optional.empty(),
                cause,
                false,
                EnumSet.noneOf(Finding.class),
                NOW,
                cause);
    }

    Append<ReceiptDraft> decide(Intake intake) throws SQLException {
        SignedBill sent = intake.sent();
        Receipt receipt = Receipt.assemble(sent.payloadB64(), sent.signature(), new JwsEntry("e30", "AA"));
        Append<ReceiptDraft> item = GroupAt.item(
                new ReceiptDraft(new SealedBill(intake, "sealed", receipt, receipt.digest(), Optional.empty())),
                writer);
        writer.decide(List.of(item), GroupAt.time(NOW.plusSeconds(1)));
        return item;
    }

    static ProblemType refusal(Append<ReceiptDraft> item) {
        assertThat(item.item().stored()).isFalse();
        Throwable end = catchThrowableOfType(
                CompletionException.class, () -> GroupAt.end(item).join());
        return ((Problem) end.getCause()).type();
    }

    /** Seven bills have come. */
    private final class Counters extends CounterRepository {
        @Override
        CounterBook.TerminalState state(Connection connection, BillKey.TerminalKey key) {
            return new CounterBook.TerminalState(7, new byte[32], 7);
        }

        @Override
        List<Claim> claims(Connection connection, BillKey key) {
            return claims;
        }
    }

    private static final class NoConflicts extends SideRecordRepository {
        @Override
        boolean conflictKnown(Connection connection, ReceiptDraft draft) {
            return false;
        }
    }

    private final class Cases extends IntegrityCases {
        @Override
        boolean isOpen(String terminalNo) {
            return false;
        }

        @Override
        public void open(String terminalNo, String kind, String facts) {
            opened.add(kind);
        }
    }

    private static final class Seals extends Sealer {
        @Override
        SealedBill again(SealedBill sealed, Optional<Cause> cause) {
            return new SealedBill(
                    sealed.intake().because(cause.orElseThrow()),
                    sealed.number(),
                    sealed.receipt(),
                    sealed.digest(),
                    sealed.parts());
        }

        @Override
        SealedBill signedLater(SealedBill sealed) {
            return new SealedBill(
                    sealed.intake().signedLater(),
                    sealed.intake().isSignedLater() ? sealed.number() : "sealed later",
                    sealed.receipt(),
                    sealed.digest(),
                    sealed.parts());
        }
    }
}
