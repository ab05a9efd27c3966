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
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupAt;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignedBill;

/** What a signature that is made later may do to a counter: sign what is here and has none that counts, and nothing else. */
class LaterSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final List<Claim> claims = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final ReceiptWriter writer =
            new ReceiptWriter(new Counters(), null, new NoConflicts(), new Cases(), new Seals());

    private Bill bill;

    @BeforeEach
    void bill() {
        bill = bill(1_230);
    }

    private static Bill bill(long amount) {
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

    @Test
    void aLaterEnrolmentSignsWhatIsHereUnsigned() throws SQLException {
        claims.add(claim(bill, false, ReceiptStatus.UNSIGNED));

        ReceiptDraft draft = decide(true).item();

        assertThat(draft.stored()).isTrue();
        assertThat(draft.holdsCounter()).isTrue();
        assertThat(draft.sealed().intake().isSignedLater()).isTrue();
        assertThat(draft.findings()).contains(Finding.SIGNED_LATER);
    }

    @Test
    void theSameEnrolmentDoesTooAndTheSealSaysSo() throws SQLException {
        claims.add(claim(bill, true, ReceiptStatus.UNSIGNED));

        ReceiptDraft draft = decide(false).item();

        assertThat(draft.stored()).isTrue();
        assertThat(draft.sealed().number()).isEqualTo("sealed later");
        assertThat(draft.findings()).contains(Finding.SIGNED_LATER);
    }

    @Test
    void aCertificateThatNoLongerCountsSignsNothingLater() throws SQLException {
        claims.add(claim(bill, false, ReceiptStatus.UNSIGNED));

        ReceiptDraft draft = decide(false, false).item();

        assertThat(draft.stored()).isFalse();
        assertThat(draft.existing()).contains("known");
    }

    @Test
    void aLaterEnrolmentIssuesNothingInAnEarlierOnesName() throws SQLException {
        assertThat(refusal(decide(true))).isEqualTo(ProblemType.BILL_MISMATCH);
        claims.add(claim(bill(999), false, ReceiptStatus.UNSIGNED));
        assertThat(refusal(decide(true)))
                .as("another bill of the counter is none of its business")
                .isEqualTo(ProblemType.BILL_MISMATCH);
        assertThat(opened).isEmpty();
    }

    @Test
    void whatIsSignedIsNotSignedAgain() throws SQLException {
        claims.add(claim(bill, true, ReceiptStatus.SIGNED));

        ReceiptDraft draft = decide(true).item();

        assertThat(draft.stored()).isFalse();
        assertThat(draft.existing()).contains("known");
    }

    @Test
    void aCounterThatAnotherVerifiedBillHoldsIsNotTakenBack() throws SQLException {
        claims.add(claim(bill, false, ReceiptStatus.UNSIGNED));
        claims.add(claim(bill(999), true, ReceiptStatus.SIGNED));

        assertThat(refusal(decide(false))).isEqualTo(ProblemType.COUNTER_CONFLICT);
        assertThat(opened).containsExactly("CONFLICT");
    }

    @Test
    void whatItsLogCannotProveAnyMoreIsSealedAnew() throws SQLException {
        claims.add(lost(ReceiptStatus.SIGNED));

        ReceiptDraft draft = decide(false).item();

        assertThat(draft.stored()).isTrue();
        assertThat(draft.holdsCounter()).isTrue();
        assertThat(draft.ordinal()).isEqualTo(1);
        assertThat(draft.sealed().number()).as("the signature is the sale's").isEqualTo("sealed");
        assertThat(draft.findings()).isEmpty();
    }

    @Test
    void whatIsLostIsNotReplacedByLess() throws SQLException {
        claims.add(lost(ReceiptStatus.SIGNED));

        assertThat(decide(true).item().existing()).contains("known");
        assertThat(decide(false, false).item().existing()).contains("known");
    }

    private static Claim claim(Bill bill, boolean verified, ReceiptStatus status) {
        byte[] digest = signed(bill).payloadDigest();
        return new Claim("known", 0, true, verified, status, digest, Optional.empty(), false);
    }

    private Claim lost(ReceiptStatus status) {
        return new Claim("known", 0, true, true, status, signed(bill).payloadDigest(), Optional.empty(), true);
    }

    private static SignedBill signed(Bill bill) {
        return SignedBill.of(bill.toJson(), Optional.of(new JwsEntry("e30", "AA")), List.of(), Optional.empty());
    }

    private Append<ReceiptDraft> decide(boolean laterSeries) throws SQLException {
        return decide(laterSeries, true);
    }

    /**
     * @param laterSeries whether the desk has found a key of a later enrolment
     * @param fit whether its certificate counts now, not only when the bill is proven to have been there
     */
    private Append<ReceiptDraft> decide(boolean laterSeries, boolean fit) throws SQLException {
        SignedBill sent = signed(bill);
        EnumSet<Finding> findings = laterSeries ? EnumSet.of(Finding.SIGNED_LATER) : EnumSet.noneOf(Finding.class);
        Intake intake = new Intake(sent, bill, sent.signature(), Optional.empty(), false, findings, NOW, fit);
        Receipt receipt = Receipt.assemble(sent.payloadB64(), sent.signature(), new JwsEntry("e30", "AA"));
        Append<ReceiptDraft> item =
                GroupAt.item(new ReceiptDraft(new SealedBill(intake, "sealed", receipt, Optional.empty())), writer);
        writer.decide(List.of(item), GroupAt.time(NOW.plusSeconds(1)));
        return item;
    }

    private static ProblemType refusal(Append<ReceiptDraft> item) {
        assertThat(item.item().stored()).isFalse();
        Throwable end = catchThrowableOfType(
                CompletionException.class, () -> GroupAt.end(item).join());
        return ((Problem) end.getCause()).type();
    }

    /** Seven bills have come. */
    private final class Counters extends CounterRepository {
        @Override
        Optional<CounterBook.TerminalState> state(Connection connection, BillKey.TerminalKey key) {
            return Optional.of(new CounterBook.TerminalState(7, new byte[32], 7));
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
        SealedBill signedLater(SealedBill sealed) {
            return new SealedBill(
                    sealed.intake().signedLater(),
                    sealed.intake().isSignedLater() ? sealed.number() : "sealed later",
                    sealed.receipt(),
                    sealed.parts());
        }
    }
}
