package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptLinkTest {
    private static final String CODE = "abcdefghijklmnopqrst_-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CODE,
                "/r/" + CODE,
                " https://receipts.example/r/" + CODE + " ",
                "receipts.example/r/" + CODE + ".json",
                "https://receipts.example/r/" + CODE + "?paper=a4",
                "https://receipts.example/r/" + CODE + "/problem"
            })
    void theCodeIsFoundInALink(String typed) {
        assertThat(ReceiptLink.code(typed)).hasValue(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6B7K-3M9P-4QX", "/r/" + CODE + "x", "/r/short", "/x/" + CODE, "javascript:" + CODE})
    void whatIsNoLinkIsNone(String typed) {
        assertThat(ReceiptLink.code(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000_000})
    void whatIsFarTooLongIsNone(int length) {
        assertThat(ReceiptLink.code("x".repeat(length) + "/r/" + CODE)).isEmpty();
    }
}
