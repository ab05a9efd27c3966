package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tallystick.ear.PortalPerson;
import org.tallystick.ear.ServerProcess;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * What the institution of the demonstration's officer pays out for two days of a week ago: nearly everything that its merchants sold, one
 * amount wrong, one row twice, some without a receipt, sales whose bills were lost, and a line that is none.
 */
final class DemoSettlements {
    private static final String OFFICER = "officer@jiangnan.example";
    private static final String ACQUIRER = "48023310";
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(6, 64, 2_000, 200_000, true);
    private static final Map<String, String> TYPES =
            Map.of("SALE", "消费", "REFUND", "退货", "VOID", "撤销", "COMPLETION", "预授权完成");

    private final ServerProcess server;

    DemoSettlements(ServerProcess server) {
        this.server = server;
    }

    void happen() throws IOException {
        PortalPerson officer = PortalPerson.signIn(server, OFFICER);
        LocalDate to = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai"))).minusDays(7);
        LocalDate from = to.minusDays(1);
        List<String> lines = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (DemoShop shop : DemoShop.all()) {
            if (shop.acquirer().equals(ACQUIRER)) {
                List<JsonObject> receipts = receipts(officer, shop.merchantNo(), from, to);
                receipts.stream()
                        .filter(receipt -> TYPES.containsKey(receipt.string("type")))
                        .forEach(receipt -> lines.add(line(receipt)));
                lost.addAll(lost(receipts));
            }
        }
        StringBuilder file = new StringBuilder("清算明细\n商户编号,终端编号,流水号,交易类型,交易金额,交易日期\n");
        for (int i = 0; i < lines.size(); i++) {
            if (i % 40 != 20) {
                file.append(i == 3 ? lines.get(i).replaceFirst(",([0-9]+)\\.", ",1$1.") : lines.get(i));
            }
        }
        file.append(lines.get(0));
        lost.forEach(file::append);
        for (int i = 1; i <= 4; i++) {
            file.append("898331054110027,10240018,%06d,消费,%d.00,%s\n".formatted(990_000 + i, i * 36, to));
        }
        file.append("898331054110027,10240018,9.9E+05,消费,12.00,").append(to).append('\n');
        officer.settle(file.toString(), Map.of("from", from.toString(), "to", to.toString()));
    }

    private static List<JsonObject> receipts(PortalPerson officer, String merchantNo, LocalDate from, LocalDate to)
            throws IOException {
        List<JsonObject> receipts = new ArrayList<>();
        String path = "/api/v1/receipts?limit=50&merchant=" + merchantNo + "&from=" + from + "&to=" + to;
        while (!path.isEmpty()) {
            JsonObject page = StrictJson.parse(officer.get(path).getBytes(StandardCharsets.UTF_8), LIMITS);
            receipts.addAll(page.objects("receipts"));
            path = page.optionalString("next")
                    .map(next -> next.substring(next.indexOf("/api/")))
                    .orElse("");
        }
        return receipts;
    }

    /** Sales between two receipts of a terminal whose counters leave one out: they were paid, and their bills never came. */
    private static List<String> lost(List<JsonObject> receipts) {
        List<JsonObject> inOrder = receipts.stream()
                .sorted(Comparator.comparing((JsonObject receipt) -> receipt.string("terminalNo"))
                        .thenComparing(receipt -> receipt.integer("counter")))
                .toList();
        List<String> lost = new ArrayList<>();
        for (int i = 1; i < inOrder.size(); i++) {
            JsonObject before = inOrder.get(i - 1);
            JsonObject after = inOrder.get(i);
            long trace = Long.parseLong(before.string("traceNo")) + 1;
            if (before.string("terminalNo").equals(after.string("terminalNo"))
                    && after.integer("counter") == before.integer("counter") + 2
                    && trace < Long.parseLong(after.string("traceNo"))) {
                lost.add("%s,%s,%06d,消费,%d.80,%s\n"
                        .formatted(
                                after.string("merchantNo"),
                                after.string("terminalNo"),
                                trace,
                                20 + i % 700,
                                after.string("saleDate")));
            }
        }
        return lost;
    }

    private static String line(JsonObject receipt) {
        long amount = receipt.integer("amount");
        return "%s,%s,%s,%s,%d.%02d,%s\n"
                .formatted(
                        receipt.string("merchantNo"),
                        receipt.string("terminalNo"),
                        receipt.string("traceNo"),
                        TYPES.get(receipt.string("type")),
                        amount / 100,
                        amount % 100,
                        receipt.string("saleDate"));
    }
}
