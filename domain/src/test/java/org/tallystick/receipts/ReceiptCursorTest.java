package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptCursorTest {

    @Test
    void aPlaceSurvivesTheAddress() {
        ReceiptCursor after = new ReceiptCursor(true, 1_764_000_000_000L, "6BH7QR75ZNF");
        ReceiptCursor before = new ReceiptCursor(false, 0, "6BH7QR75ZNF");

        assertThat(ReceiptCursor.parse(after.text())).contains(after);
        assertThat(ReceiptCursor.parse(before.text())).contains(before);
    }

    @Test
    void anythingElseIsNoPlace() {
        assertThat(ReceiptCursor.parse("")).isEmpty();
        assertThat(ReceiptCursor.parse("~1.x' OR 1=1")).isEmpty();
        assertThat(ReceiptCursor.parse("~99999999999999999999.6BH7QR75ZNF")).isEmpty();
    }
}
