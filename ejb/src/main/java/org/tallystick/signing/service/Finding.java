package org.tallystick.signing.service;

/** What intake noticed about a bill that it accepted. Codes are part of the API; texts explain them to the terminal's operator. */
public enum Finding {
    CLOCK_SKEW("The terminal's clock is wrong: its signing time is not near the time of arrival. Synchronise it."),
    DELIVERED_LATE("The bill arrived more than 15 minutes after it was signed."),
    TIME_DIFFERS("The time of the sale and the time of signing differ by more than 10 minutes."),
    COUNTER_GAP("Counters before this one have not arrived yet. Send the missing bills from the outbox."),
    CHAIN_BROKEN("The digest of the previous bill is not that of the bill that arrived for the counter before."),
    AMOUNTS_DIFFER("The lines and the tip do not add up to the amount."),
    RESIGNED("The same bill came with another valid signature; the stored receipt keeps the first."),
    SIGNED_LATER("The bill was here without a signature that counts; it was signed later, not at the sale."),
    INTEGRITY_CASE_OPEN("An integrity case of this terminal is open; it is decided by people, the till goes on.");

    private final String text;

    Finding(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
