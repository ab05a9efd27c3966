package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.ReceiptStatus;

/** What a signature that is made later may do to a counter: sign what is here and has none that counts, and nothing else. */
class LaterSignatureTest extends CounterDecisions {
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
}
