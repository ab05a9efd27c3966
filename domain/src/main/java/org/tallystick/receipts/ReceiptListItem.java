package org.tallystick.receipts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/**
 * One receipt in a merchant's list.
 *
 * @param code link that the slip shows; empty when a later receipt of the same counter took it over
 * @param time of the sale as the terminal had it
 * @param arrival ledger time
 * @param log origin of the log
 * @param index place in the log, from 0
 * @param findings codes noticed at intake
 */
public record ReceiptListItem(
        String number,
        Optional<String> code,
        String merchantNo,
        String terminalNo,
        long series,
        long counter,
        ReceiptStatus status,
        Optional<String> cause,
        BillType type,
        Money amount,
        LocalDate saleDate,
        OffsetDateTime time,
        String traceNo,
        Instant arrival,
        String log,
        long index,
        List<String> findings) {

    /** Members as the API shows them; addresses begin with {@code base}. */
    public Map<String, Object> toMembers(String base) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", number);
        members.put("status", status.name());
        cause.ifPresent(why -> members.put("cause", why));
        members.put("type", type.name());
        members.put("amount", amount.minorUnits());
        members.put("currency", amount.currency().getCurrencyCode());
        members.put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        members.put("saleDate", saleDate.toString());
        members.put("merchantNo", merchantNo);
        members.put("terminalNo", terminalNo);
        members.put("series", series);
        members.put("counter", counter);
        members.put("traceNo", traceNo);
        members.put("arrival", arrival.truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("log", log);
        members.put("index", index);
        members.put("findings", findings);
        members.put("links", links(base));
        return members;
    }

    /** The place behind this receipt. */
    public ReceiptListCursor cursor() {
        return new ReceiptListCursor(saleDate, arrival.toEpochMilli(), number);
    }

    private Map<String, Object> links(String base) {
        String self = base + "/api/v1/receipts/" + number;
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("verification", self + "/verification");
        code.ifPresent(c -> {
            links.put("page", base + "/r/" + c);
            links.put("file", base + "/r/" + c + ".json");
        });
        return links;
    }
}
