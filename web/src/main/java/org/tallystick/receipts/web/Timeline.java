package org.tallystick.receipts.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.RelatedReceipt;
import org.tallystick.receipts.SeenReceipt;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealStatement;

/** What happened with a receipt, in order. */
public final class Timeline {
    private final SeenReceipt seen;
    private final Shown shown;
    private final Texts words;

    private Timeline(SeenReceipt seen, Shown shown, Texts words) {
        this.seen = seen;
        this.shown = shown;
        this.words = words;
    }

    /**
     * An event.
     *
     * @param dot {@code full}, {@code ok}, {@code warn} or {@code late}
     * @param icon inside the dot; empty for none
     * @param note who or where; empty for nothing
     * @param time empty where only the order is known
     */
    public record Event(String dot, String icon, String name, String note, Optional<Moment> time) {
        public boolean isTimed() {
            return time.isPresent();
        }

        public Moment getMoment() {
            return time.orElseThrow();
        }
    }

    /** @param words of the merchant's pages */
    static List<Event> of(SeenReceipt seen, Shown shown, Texts words) {
        return new Timeline(seen, shown, words).events();
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        ReceiptPage page = seen.page();
        page.bill().ifPresent(bill -> events.add(sale(Moment.of(bill.time()))));
        page.place().ifPresent(place -> events.add(received(place)));
        seen.checkpoint()
                .ifPresent(size -> events.add(new Event(
                        "ok",
                        "check",
                        words.get("line.checkpoint"),
                        words.get("line.checkpoint.note", Counts.of(size)),
                        Optional.empty())));
        page.related().stream().filter(Timeline::isLater).forEach(other -> events.add(after(other)));
        return events;
    }

    private Event sale(Moment time) {
        boolean signed = seen.row().status() == ReceiptStatus.SIGNED;
        return signed
                ? new Event("full", "", words.get("line.signed"), "", Optional.of(time))
                : new Event("warn", "unsig", words.get("line.unsigned"), cause(), Optional.of(time));
    }

    private String cause() {
        String key = "cause." + seen.row().cause().orElse("UNKNOWN");
        return shown.texts().has(key) ? shown.texts().get(key) : "";
    }

    private Event received(LedgerPlace place) {
        boolean late = shown.statement().filter(SealStatement::late).isPresent();
        String channel = shown.statement()
                .map(SealStatement::channel)
                .map(c -> shown.texts().get("channel." + c))
                .orElse("");
        String entry = words.get("line.entry", Counts.of(place.index()));
        return new Event(
                late ? "late" : "ok",
                late ? "clock" : "check",
                words.get(late ? "line.received.late" : "line.received"),
                channel.isEmpty() ? entry : entry + " · " + channel,
                Optional.of(Moment.of(place.time())));
    }

    private static boolean isLater(RelatedReceipt other) {
        return switch (other.relation()) {
            case VOIDED_BY, REFUNDED_BY, COMPLETED_BY, REPLACED_BY -> true;
            case ORIGINAL, REPLACES -> false;
        };
    }

    private Event after(RelatedReceipt other) {
        return new Event(
                "full",
                "",
                shown.texts().get("relation." + other.relation()),
                ReceiptNumber.grouped(other.number()),
                Optional.of(Moment.of(other.time())));
    }
}
