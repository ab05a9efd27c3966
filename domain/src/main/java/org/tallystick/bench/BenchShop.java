package org.tallystick.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.terminal.Enrolment;
import org.tallystick.terminal.PresignedBills;
import org.tallystick.terminal.Shop;
import org.tallystick.terminal.TerminalException;

/** One merchant with many terminals: as a register that a server reads when it starts, and as terminals that enrol. */
final class BenchShop {
    /** Of as many terminals as one run may ask for. */
    private static final StrictJson.Limits CODES = new StrictJson.Limits(4, 64, 1_024, 1 << 18);

    static final String ACQUIRER = "48023310";
    /** The first merchant. */
    static final String MERCHANT = "898331054110027";

    private static final String OTHER_MERCHANTS = "8983310541";
    private static final int FIRST_TERMINAL = 20_000_001;
    /** Each waits for the server most of the time. */
    private static final int AT_A_TIME = 8;

    private static final List<String> LIMITED = List.of("TERMINAL", "EST");
    private static final Shop SHOP = new Shop(
            Optional.of("左券测试商店"), "杭州", Optional.of("5411"), Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"));

    private BenchShop() {}

    /** Where terminals enrol, what they trust (PEM), and what time it is there. */
    record Platform(URI server, byte[] authorities, Clock clock) {}

    /**
     * Writes the register. @return settings for a server that is to know it and to limit nobody
     *
     * @param folder the register's
     */
    static Map<String, String> settings(Path folder, int terminals) throws IOException {
        return settings(folder, terminals, 1);
    }

    /** The same with several merchants; the first has three terminals in ten. */
    static Map<String, String> settings(Path folder, int terminals, int merchants) throws IOException {
        Path register = folder.resolve("register.json");
        Files.write(register, register(terminals, merchants));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("TALLYSTICK_REGISTER", register.toAbsolutePath().toString());
        settings.put("TALLYSTICK_ENROLMENT_CODE_LIFETIME", "P1D");
        for (String limit : LIMITED) {
            settings.put("TALLYSTICK_LIMITS_" + limit + "_RATE", "1000000");
            settings.put("TALLYSTICK_LIMITS_" + limit + "_BURST", "10000000");
        }
        return settings;
    }

    private static byte[] register(int terminals, int merchants) {
        return JsonWriter.write(Map.of(
                "acquirers",
                List.of(Map.of("code", ACQUIRER, "nameZh", "收单", "nameEn", "Acquiring")),
                "merchants",
                IntStream.range(0, merchants)
                        .mapToObj(merchant -> merchant(
                                merchant,
                                IntStream.range(0, terminals)
                                        .filter(terminal -> merchantOf(terminal, merchants) == merchant)
                                        .mapToObj(terminal -> Integer.toString(FIRST_TERMINAL + terminal))
                                        .toList()))
                        .toList()));
    }

    private static int merchantOf(int terminal, int merchants) {
        return merchants == 1 || terminal % 10 < 3 ? 0 : 1 + terminal % (merchants - 1);
    }

    private static Map<String, Object> merchant(int merchant, List<String> terminals) {
        return Map.of(
                "merchantNo",
                merchant == 0 ? MERCHANT : OTHER_MERCHANTS + "%05d".formatted(merchant),
                "acquirer",
                ACQUIRER,
                "nameZh",
                "左券测试商店" + (merchant == 0 ? "" : merchant),
                "nameEn",
                "Bench" + (merchant == 0 ? "" : " " + merchant),
                "city",
                "杭州",
                "region",
                "浙江",
                "mcc",
                "5411",
                "stores",
                List.of(Map.of("name", "Main", "address", "1 Main Street", "city", "杭州")),
                "terminals",
                terminals.stream()
                        .map(no -> Map.of("terminalNo", no, "serial", "TUSN-" + no, "store", "Main"))
                        .toList());
    }

    /**
     * Reads enrolment codes as a server writes them.
     *
     * @throws BenchException if there are too few
     */
    static Map<String, String> codes(Path file, int terminals) throws IOException {
        try (Stream<JsonObject> all = StrictJson.parseArray(Files.readAllBytes(file), CODES, "codes").stream()) {
            Map<String, String> codes = all.limit(terminals)
                    .collect(Collectors.toMap(code -> code.string("terminalNo"), code -> code.string("code")));
            if (codes.size() < terminals) {
                throw new BenchException("%s has %d enrolment codes, and %d terminals are wanted (--terminals)."
                        .formatted(file, codes.size(), terminals));
            }
            return codes;
        } catch (Problem e) {
            throw new BenchException("%s holds no enrolment codes: %s".formatted(file, e.detail()));
        }
    }

    /**
     * Enrols terminals, several at a time.
     *
     * @param folder for their keys
     * @param codes by terminal
     * @throws BenchException if one is refused
     */
    static List<PresignedBills> enrol(
            Path folder,
            Platform platform,
            Map<String, String> codes,
            SignatureAlgorithm algorithm,
            SignatureSuite suite)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<PresignedBills>> all = codes.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(code -> threads.submit(() -> {
                        Path state = folder.resolve(code.getKey());
                        Enrolment.enrol(
                                state,
                                new Enrolment.Request(
                                        platform.server(),
                                        platform.authorities(),
                                        code.getKey(),
                                        code.getValue(),
                                        algorithm,
                                        SHOP),
                                platform.clock());
                        return PresignedBills.of(state, suite, platform.clock());
                    }))
                    .toList();
            return results(all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<PresignedBills> results(List<Future<PresignedBills>> all) throws InterruptedException {
        try {
            List<PresignedBills> results = new ArrayList<>();
            for (Future<PresignedBills> each : all) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TerminalException refused) {
                throw new BenchException("A terminal could not be enrolled: " + refused.getMessage(), refused);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
