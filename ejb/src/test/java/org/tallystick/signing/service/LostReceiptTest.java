package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.ReceiptStatus;

/** A receipt whose log cannot prove it any more: its bill gets another, and nobody's time or signature changes by that. */
class LostReceiptTest extends CounterDecisions {
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

    /** Anything else would leave the till without an answer for ever. */
    @Test
    void alsoWhereItsBillIsWorthLessNow() throws SQLException {
        claims.add(lost(ReceiptStatus.SIGNED));

        ReceiptDraft draft = decide(unsigned()).item();

        assertThat(draft.stored()).isTrue();
        assertThat(draft.holdsCounter()).isTrue();
        assertThat(draft.replaced()).contains(claims.get(0));
        assertThat(draft.sealed().intake().status()).isEqualTo(ReceiptStatus.UNSIGNED);
        assertThat(draft.sealed().number()).isEqualTo("sealed");
    }

    @Test
    void alsoWhereOnlyALaterEnrolmentSignsItOrItsCertificateCountedThen() throws SQLException {
        claims.add(lost(ReceiptStatus.SIGNED));
        assertThat(decide(true).item().findings()).as("it says so").contains(Finding.SIGNED_LATER);

        claims.set(0, lost(ReceiptStatus.SIGNED));
        claims.subList(1, claims.size()).clear();
        ReceiptDraft draft = decide(false, false).item();
        assertThat(draft.stored()).isTrue();
        assertThat(draft.sealed().intake().status())
                .as("what proves the bill's time is not what was lost")
                .isEqualTo(ReceiptStatus.SIGNED);
    }

    @Test
    void aSignatureThatComesAfterALostUnsignedReceiptIsNotTheSales() throws SQLException {
        claims.add(lost(ReceiptStatus.UNSIGNED));
        ReceiptDraft draft = decide(false).item();
        assertThat(draft.stored()).isTrue();
        assertThat(draft.sealed().number()).isEqualTo("sealed later");

        claims.subList(1, claims.size()).clear();
        draft = decide(false, false).item();
        assertThat(draft.stored()).isTrue();
        assertThat(draft.sealed().intake().cause())
                .as("the certificate counts no longer")
                .contains(Cause.CERT_EXPIRED);
    }

    @Test
    void aLostReceiptThatAnotherBillHasReplacedTakesNothingBack() throws SQLException {
        claims.add(inactive(lost(ReceiptStatus.UNSIGNED)));
        claims.add(claim(bill(999), true, ReceiptStatus.SIGNED));

        assertThat(refusal(decide(false))).isEqualTo(ProblemType.COUNTER_CONFLICT);
        ReceiptDraft draft = decide(unsigned()).item();
        assertThat(draft.stored()).isTrue();
        assertThat(draft.holdsCounter()).isFalse();
        assertThat(draft.sealed().intake().cause()).contains(Cause.CONFLICT);
    }

    @Test
    void whatWasUnsignedOnceIsNotSignedAtTheSaleBecauseALaterReceiptIsLost() throws SQLException {
        claims.add(inactive(claim(bill, true, ReceiptStatus.UNSIGNED)));
        claims.add(lost(ReceiptStatus.SIGNED));

        assertThat(decide(false).item().sealed().number()).isEqualTo("sealed later");
    }
}
