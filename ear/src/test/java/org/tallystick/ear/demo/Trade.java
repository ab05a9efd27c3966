package org.tallystick.ear.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * How shops of one merchant category sell.
 *
 * @param opens hour of the day, local time
 * @param closes hour of the day, local time
 * @param early hour of the first rush
 * @param late hour of the second
 * @param weekend sales on a Saturday or Sunday, per cent of a working day's
 * @param perDay sales of a working day
 */
record Trade(String mcc, int opens, int closes, int early, int late, int weekend, int perDay, List<Item> items) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(8, 64, 128, 10_000);
    private static final int SECONDS_AN_HOUR = 3_600;

    /** Something sold; the price in fen. */
    record Item(String name, long price) {}

    /** The bundled trades by merchant category code. */
    static Map<String, Trade> byCode() throws IOException {
        try (InputStream in = DemoSales.resource("trades.json")) {
            return StrictJson.parseArray(in.readAllBytes(), LIMITS, "trades").stream()
                    .map(Trade::of)
                    .collect(Collectors.toMap(Trade::mcc, Function.identity()));
        }
    }

    private static Trade of(JsonObject json) {
        return new Trade(
                json.string("mcc"),
                (int) json.integer("opens"),
                (int) json.integer("closes"),
                (int) json.integer("early"),
                (int) json.integer("late"),
                (int) json.integer("weekend"),
                (int) json.integer("perDay"),
                json.objects("items").stream()
                        .map(item -> new Item(item.string("name"), item.integer("price")))
                        .toList());
    }

    /** Second of the day of one sale: around one of the two rushes, or at any time the shop is open. */
    int secondOfDay(RandomGenerator random) {
        int open = opens * SECONDS_AN_HOUR;
        int close = closes * SECONDS_AN_HOUR - 1;
        if (random.nextInt(100) < 30) {
            return random.nextInt(open, close);
        }
        int rush = random.nextInt(100) < 45 ? early : late;
        double drawn = rush * SECONDS_AN_HOUR + random.nextGaussian() * 1.3 * SECONDS_AN_HOUR;
        return (int) Math.max(open, Math.min(close, drawn));
    }

    /** How many sales a day has, in the mean, against a working day. */
    double factor(boolean isWeekend) {
        return isWeekend ? weekend / 100.0 : 1;
    }
}
