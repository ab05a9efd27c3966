package org.tallystick.terminal.replay;

/** What the report remarks about an invoice that was billed all the same. */
enum Oddity {
    FREE_ITEMS("free items, kept as lines of 0"),
    NO_DESCRIPTION("an item without a description, named by its stock code"),
    NO_CUSTOMER("no customer number"),
    FEE("fees, postage or manual entries, kept as lines"),
    DISCOUNT("a discount or returned item, kept as a negative line"),
    LARGE_AMOUNT("an unusually large amount"),
    ROWS_APART("its rows do not stand together in the file"),
    TIMES_DIFFER("its rows bear different times: the first counts"),
    PRICE_ROUNDED("a unit price finer than the minor unit, shown rounded"),
    TEXT_CLEANED("control characters in a text were left out or a long text was cut"),
    NO_ORIGINAL("the sale it takes back is not in this file"),
    CARDHOLDER_UNKNOWN("the column Cardholder holds no status of a bill: the usual one was taken");

    private final String text;

    Oddity(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
