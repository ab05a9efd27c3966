package org.tallystick.ear;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.signing.SignedBill;

/** Sales of a till with the lines of the settlement file that pays them out. */
final class SettledSales {
    static final String HEADER = "终端号,批次号,流水号,参考号,交易类型,金额,交易日期\n";

    private final TestTill till;
    private final LocalDate day;

    SettledSales(TestTill till) {
        this(till, today());
    }

    /** Sales of another day. */
    SettledSales(TestTill till, LocalDate day) {
        this.till = till;
        this.day = day;
    }

    static LocalDate today() {
        return LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
    }

    /** The next bill with a reference number; not sent. */
    SignedBill bill(long amount) {
        long number = till.nextCounter();
        Map<String, Object> bill = new LinkedHashMap<>(till.bill(number));
        bill.put("amount", amount);
        bill.put("referenceNo", reference(till.profile().terminalNo(), number));
        if (!day.equals(today())) {
            bill.put("time", day + "T12:00:00+08:00");
        }
        return till.follow(bill);
    }

    /** The line that settles the bill with this counter. */
    String line(long number, String amount) {
        String terminal = till.profile().terminalNo();
        return "%s,000001,%06d,%s,消费,%s,%s\n".formatted(terminal, number, reference(terminal, number), amount, day);
    }

    private static String reference(String terminal, long number) {
        return terminal.substring(4) + "%08d".formatted(number);
    }

    /** Hands a file in and waits until it has been read. @return address of its page */
    static String hand(PortalClient person, String text, Map<String, String> form) throws IOException {
        return hand(person, text.getBytes(StandardCharsets.UTF_8), form);
    }

    static String hand(PortalClient person, byte[] file, Map<String, String> form) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("do", "hand");
        all.put("language", "en");
        String area = form.containsKey("acquirer") ? "/admin" : "/institution";
        TestAnswer answer = person.upload(area + "/settlements", all, "day.csv", file);
        if (answer.status() != 303) {
            throw new IllegalStateException(answer.status() + ": " + answer.text());
        }
        String page = answer.header("Location");
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !person.get(page).text().contains("data-live=\"true\""));
        return page;
    }
}
