package org.tallystick.ear.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * A merchant of the demo's register.
 *
 * @param terminals numbers of the terminals that sell in the demo's past; the others wait to be enrolled
 */
record DemoShop(String merchantNo, String acquirer, String name, String city, Trade trade, List<String> terminals) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(8, 64, 1024, 65_536);

    /** Terminals of the first four merchants that have a past: the others are replayed, broken, or free. */
    private static final Map<String, List<String>> OF_THE_FIRST = Map.of(
            "898331054110027", List.of("10240018", "10240019"),
            "898331059450113", List.of("10250205"),
            "898331059420058", List.of("10260313"),
            "898331058140079", List.of("10270424"));

    /** All merchants of the bundled register. */
    static List<DemoShop> all() throws IOException {
        Map<String, Trade> trades = Trade.byCode();
        try (InputStream in = DemoSales.resource("register.json")) {
            return StrictJson.parse(in.readAllBytes(), LIMITS).objects("merchants").stream()
                    .map(merchant -> of(merchant, trades))
                    .toList();
        }
    }

    private static DemoShop of(JsonObject merchant, Map<String, Trade> trades) {
        Trade trade = trades.get(merchant.string("mcc"));
        if (trade == null) {
            throw new IllegalStateException("trades.json knows no trade " + merchant.string("mcc"));
        }
        return new DemoShop(
                merchant.string("merchantNo"),
                merchant.string("acquirer"),
                merchant.string("nameZh"),
                merchant.string("city"),
                trade,
                OF_THE_FIRST.getOrDefault(merchant.string("merchantNo"), selling(merchant.objects("terminals"))));
    }

    /** Shops with four terminals and more keep one in the drawer. */
    private static List<String> selling(List<JsonObject> terminals) {
        List<String> numbers = terminals.stream()
                .map(terminal -> terminal.string("terminalNo"))
                .toList();
        return numbers.size() < 4 ? numbers : numbers.subList(0, numbers.size() - 1);
    }
}
