package org.tallystick.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of one load.
 *
 * @param idle connections beside those of the load that were silent and open from its beginning to its end
 * @param serverMebibytes resident at its end
 */
record SigningStep(Load.Result load, int batch, int idle, long serverMebibytes) {
    static final String HEAD =
            """
            | connections | load | receipts/s | ratio | p50 ms | p90 ms | p99 ms | max ms | µs client | µs server | µs database | server MB | errors |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    double perSecond() {
        return load.acceptedPerSecond();
    }

    /** Of a ceiling; 0 where there is none. */
    double ratio(double ceiling) {
        return ceiling > 0 ? perSecond() / ceiling : 0;
    }

    /** A row under {@link #HEAD}. */
    String row(double ceiling) {
        Tally tally = load.tally();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f | %d | %s |",
                connections(),
                kind(),
                perSecond(),
                ratio(ceiling),
                tally.millis(50),
                tally.millis(90),
                tally.millis(99),
                tally.millis(100),
                micros(load.cpu().client()),
                micros(load.cpu().server()),
                micros(load.cpu().database()),
                serverMebibytes,
                errors());
    }

    private String connections() {
        String busy = Integer.toString(load.plan().connections());
        return idle == 0 ? busy : String.format(Locale.ROOT, "%s + %,d idle", busy, idle);
    }

    private String kind() {
        String requests = batch == 1 ? "" : ", " + batch + " a request";
        return load.plan().rate().isPresent()
                ? String.format(Locale.ROOT, "%,.0f/s%s", load.plan().rate().getAsDouble() * batch, requests)
                : "closed" + requests;
    }

    private String errors() {
        return load.tally().errors().isEmpty()
                ? "0"
                : load.tally().errors().entrySet().stream()
                        .map(error -> error.getKey() + ": " + error.getValue())
                        .collect(Collectors.joining(", "));
    }

    Map<String, Object> members(double ceiling) {
        Tally tally = load.tally();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("connections", load.plan().connections());
        load.plan().rate().ifPresent(rate -> members.put("openLoopPerSecond", number(rate * batch, 0)));
        members.put("batch", batch);
        members.put("idleConnections", idle);
        members.put("seconds", number(load.seconds(), 1));
        members.put("accepted", tally.accepted());
        members.put("receiptsPerSecond", number(perSecond(), 0));
        members.put("ceilingPerSecond", number(ceiling, 0));
        members.put("ratio", number(ratio(ceiling), 3));
        members.put("p50ms", number(tally.millis(50), 2));
        members.put("p90ms", number(tally.millis(90), 2));
        members.put("p99ms", number(tally.millis(99), 2));
        members.put("maxMs", number(tally.millis(100), 2));
        members.put("clientMicros", number(micros(load.cpu().client()), 1));
        members.put("serverMicros", number(micros(load.cpu().server()), 1));
        members.put("databaseMicros", number(micros(load.cpu().database()), 1));
        members.put("serverRssMb", serverMebibytes);
        members.put("errors", tally.errors());
        return members;
    }

    private double micros(double seconds) {
        return load.tally().accepted() == 0 ? 0 : seconds * 1e6 / load.tally().accepted();
    }

    static BigDecimal number(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
