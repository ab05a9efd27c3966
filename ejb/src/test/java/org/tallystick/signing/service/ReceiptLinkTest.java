package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.ReceiptStatus;

/** The link of a counter leads to one receipt of it. */
class ReceiptLinkTest extends CounterDecisions {
    @Test
    void theLinkLeadsToWhatHoldsTheCounterOrElseToTheNewest() throws SQLException {
        claims.add(linked("holder", claim(bill(999), false, ReceiptStatus.UNSIGNED)));
        ReceiptDraft draft = decide(unsigned()).item();
        assertThat(draft.holdsCounter()).isFalse();
        assertThat(draft.code()).as("the holder keeps it").isEmpty();
        assertThat(draft.changesOthers()).isFalse();

        claims.subList(1, claims.size()).clear();
        claims.set(0, linked("own", inactive(claim(bill, false, ReceiptStatus.UNSIGNED))));
        claims.add(claim(bill(999), false, ReceiptStatus.UNSIGNED));
        draft = decide(false).item();
        assertThat(draft.holdsCounter()).isTrue();
        assertThat(draft.code()).contains(bill.code());
        assertThat(draft.unlinked()).as("the constraint of the database").containsExactly("own");
    }

    @Test
    void theLinkOfALostReceiptLeadsToTheOneThatIsMadeForItsBill() throws SQLException {
        claims.add(linked("lost", inactive(lost(ReceiptStatus.UNSIGNED))));
        claims.add(claim(bill(999), true, ReceiptStatus.SIGNED));

        ReceiptDraft draft = decide(unsigned()).item();

        assertThat(draft.stored()).isTrue();
        assertThat(draft.code()).contains(bill.code());
        assertThat(draft.unlinked()).containsExactly("lost");
        assertThat(draft.changesOthers()).isTrue();
    }

    private Claim linked(String number, Claim claim) {
        return new Claim(
                number,
                claim.ordinal(),
                claim.active(),
                claim.verified(),
                claim.status(),
                claim.payloadDigest(),
                Optional.of(bill.code()),
                claim.lost(),
                claim.removed());
    }
}
