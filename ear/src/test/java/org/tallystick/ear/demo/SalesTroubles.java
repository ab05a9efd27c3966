package org.tallystick.ear.demo;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.tallystick.signing.Cause;

/** What goes wrong in three months: terminals without a network, signing units that fail, bills that are lost. */
final class SalesTroubles {
    private static final List<Cause> CAUSES = List.of(
            Cause.SIGNING_UNIT_FAILED,
            Cause.SIGNING_UNIT_FAILED,
            Cause.SIGN_TIMEOUT,
            Cause.SIGN_TIMEOUT,
            Cause.APP_CRASH,
            Cause.FIRMWARE_OLD,
            Cause.PAD_ERROR,
            Cause.CERT_MISSING);

    private final RandomGenerator random;

    SalesTroubles(RandomGenerator random) {
        this.random = random;
    }

    /** @param sales in the order of their time */
    void befall(List<PlannedSale> sales, LocalDateTime until) {
        Map<String, List<PlannedSale>> byTerminal =
                sales.stream().collect(Collectors.groupingBy(PlannedSale::terminalNo));
        byTerminal.keySet().stream().sorted().forEach(terminal -> befallTerminal(byTerminal.get(terminal), until));
    }

    private void befallTerminal(List<PlannedSale> sales, LocalDateTime until) {
        boolean old = random.nextInt(100) < 8;
        for (PlannedSale sale : sales) {
            int perMille = old ? 90 : 6;
            if (random.nextInt(1_000) < perMille) {
                sale.leaveUnsigned(CAUSES.get(random.nextInt(CAUSES.size())));
            } else if (random.nextInt(10_000) < 7) {
                sale.lose();
            }
        }
        int outages = random.nextInt(4);
        for (int i = 0; i < outages && !sales.isEmpty(); i++) {
            LocalDateTime begin = sales.get(random.nextInt(sales.size())).time().minusMinutes(random.nextInt(1, 30));
            disconnect(sales, begin, begin.plusMinutes(random.nextInt(40, 26 * 60)), until);
        }
        deliverInOrder(sales);
    }

    /** Bills of an outage arrive at its end; the order within the terminal is kept. */
    private static void disconnect(
            List<PlannedSale> sales, LocalDateTime begin, LocalDateTime end, LocalDateTime until) {
        LocalDateTime over = end.isBefore(until) ? end : until;
        sales.stream()
                .filter(sale -> !sale.time().isBefore(begin) && sale.time().isBefore(over))
                .forEach(sale -> sale.deliverNotBefore(over));
    }

    private static void deliverInOrder(List<PlannedSale> sales) {
        LocalDateTime latest = LocalDateTime.MIN;
        for (PlannedSale sale : sales) {
            sale.deliverNotBefore(latest);
            latest = sale.delivered();
        }
    }
}
