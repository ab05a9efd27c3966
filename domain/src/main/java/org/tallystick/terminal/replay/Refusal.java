package org.tallystick.terminal.replay;

/** Why an invoice of the file did not become a bill. */
enum Refusal {
    STOCK_ADJUSTMENT("goods counted out of the stock; nobody paid"),
    BAD_DEBT("an entry about bad debt; nobody paid"),
    LESS_THAN_NOTHING("the rows come to less than nothing in the direction of this invoice"),
    UNREADABLE("a row cannot be understood"),
    NOT_A_BILL("a bill made of it would break the rules of bills");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
