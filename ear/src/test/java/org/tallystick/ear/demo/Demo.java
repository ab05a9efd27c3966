package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.tallystick.ear.ServerProcess;

/**
 * Starts the built server with an empty database, lives through ninety days of sales of thirty merchants with its clock moved along,
 * replays the newest sales of four shops with the command-line program, and keeps the server running in the foreground.
 */
public final class Demo {
    /** Terminal that sells for each sample. */
    private static final Map<String, String> SHOPS =
            Map.of("grocer", "10240017", "tea", "10250203", "books", "10260311", "coffee", "10270422");

    /** A terminal whose signing unit is out of order. */
    private static final String BROKEN_TERMINAL = "10250204";

    private static final String GROUP_INTERVAL = "TALLYSTICK_LEDGER_GROUP_INTERVAL";

    private Demo() {}

    /**
     * Runs until the process is interrupted; the server is stopped with it.
     *
     * @param arguments the server's base directory, and the offset of its ports
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path base = Path.of(arguments[0]);
        try (ServerProcess server = open(ServerProcess.fresh(base, Integer.parseInt(arguments[1])))) {
            DemoSummary summary = sell(server, base.getParent());
            summary.write(base.resolveSibling("demo.json"));
            announce(server, summary, base.resolveSibling("demo.json"));
            new CountDownLatch(1).await();
        }
    }

    /** Starts a server that has no data yet and gives it its past. */
    public static ServerProcess open(ServerProcess server) throws IOException {
        configure(server.compilingFully(), server.base());
        live(server, server.base());
        new DemoComplaints(server).happen();
        return server;
    }

    /** The past, with the server's clock moved along; afterwards the server starts again and lives in the present. */
    private static void live(ServerProcess server, Path base) throws IOException {
        DemoClock clock = new DemoClock(base.resolve("clock"));
        clock.govern(server);
        clock.moveTo(History.beginning());
        // Whoever waits for every answer is not helped by larger groups.
        server.with(GROUP_INTERVAL, "PT0.001S").start();
        int sent = new History(server, clock).happen();
        say(sent + " bills of the last 90 days are in the ledger.");
        DemoClock.release(server);
        server.with(GROUP_INTERVAL, "PT0.01S").restart();
        DemoSummary.Login first = new DemoSummary(server).accounts().get(0);
        new DemoWork(server).start(first.name(), first.password());
        DemoOnboarding.happen(server);
        settle(server);
        signLate(server);
    }

    /** Without settlements there is still everything else to look at. */
    private static void settle(ServerProcess server) {
        try {
            new DemoSettlements(server).happen();
        } catch (IOException | RuntimeException e) {
            say("There is no settlement file: " + e);
        }
    }

    /** Likewise without late signatures. */
    private static void signLate(ServerProcess server) {
        try {
            new DemoLate(server).happen();
        } catch (IOException | RuntimeException e) {
            say("Nobody has signed late: " + e);
        }
    }

    private static void configure(ServerProcess server, Path base) throws IOException {
        Path register = base.resolve("register.json");
        Path accounts = base.resolve("accounts.json");
        Files.copy(DemoSales.resource("register.json"), register, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(DemoSales.resource("accounts.json"), accounts, StandardCopyOption.REPLACE_EXISTING);
        server.with("TALLYSTICK_REGISTER", register.toString())
                .with("TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toString())
                .with("TALLYSTICK_ENROLMENT_CODE_LIFETIME", "P7D")
                .with("TALLYSTICK_LEDGER_PUBLISH_INTERVAL", "PT2S")
                .with("TALLYSTICK_LEDGER_AUDITOR_TOKEN", "demo-auditor")
                .with("TALLYSTICK_LIMITS_TERMINAL_RATE", "2000")
                .with("TALLYSTICK_LIMITS_TERMINAL_BURST", "5000")
                .with("TALLYSTICK_LIMITS_PAGE_RATE", "50")
                .with("TALLYSTICK_LIMITS_PAGE_BURST", "500")
                .with("TALLYSTICK_LIMITS_LOOKUP_RATE", "20")
                .with("TALLYSTICK_LIMITS_LOOKUP_BURST", "200")
                .with("TALLYSTICK_LIMITS_APPLICATION_RATE", "20")
                .with("TALLYSTICK_LIMITS_APPLICATION_BURST", "200")
                .with("TALLYSTICK_LIMITS_VERIFICATION_RATE", "20")
                .with("TALLYSTICK_LIMITS_VERIFICATION_BURST", "200")
                .with("TALLYSTICK_LIMITS_COMPLAINT_RATE", "1")
                .with("TALLYSTICK_LIMITS_COMPLAINT_BURST", "100")
                .with("TALLYSTICK_LIMITS_EST_RATE", "200")
                .with("TALLYSTICK_LIMITS_EST_BURST", "2000")
                .with("TALLYSTICK_LIMITS_REFUSED_PER_HOUR", "20000");
    }

    private static DemoSummary sell(ServerProcess server, Path target) throws IOException, InterruptedException {
        DemoTill tills = new DemoTill(server, target);
        DemoSummary summary = new DemoSummary(server);
        for (Map.Entry<String, String> shop : SHOPS.entrySet()) {
            Path state = tills.enrol(shop.getValue());
            Path sales = DemoSales.recent(shop.getKey(), state.resolve("sales.csv"), Clock.systemDefaultZone());
            tills.replay(state, sales);
            summary.add(state);
        }
        Path broken = tills.enrol(BROKEN_TERMINAL);
        summary.add(UnsignedSale.send(server, broken));
        return summary;
    }

    private static void announce(ServerProcess server, DemoSummary summary, Path file) throws IOException {
        say("");
        say("Tallystick is ready. The browser warns once: the certificate is this installation's own (root.pem).");
        say("");
        say("  verify a receipt   " + server.url("/"));
        for (String link : summary.shown()) {
            say("  a receipt          " + server.url(link));
        }
        summary.unsigned().ifPresent(link -> say("  signature missing  " + server.url(link)));
        say("");
        say("  join as a merchant " + server.url("/apply"));
        say("  sign in            " + server.url("/sign-in"));
        for (DemoSummary.Login login : summary.accounts()) {
            say("  %-21s%s  %s"
                    .formatted(
                            login.role().toLowerCase(Locale.ROOT).replace('_', ' '), login.name(), login.password()));
        }
        say("  API token of the first one, for programs (" + server.url("/developers") + "):");
        summary.accounts().stream()
                .flatMap(login -> login.token().stream())
                .forEach(token -> say("                     " + token));
        say("  (regulators and the operator set up a second factor at their first sign-in)");
        say("");
        say("  the logs           " + server.url("/ledger/logs"));
        say("  root certificate   " + server.data().resolve("root.pem"));
        say("  free terminals, log keys, more receipts: " + file);
        say("  server's log       " + server.console());
        say("");
        say("Ctrl-C ends it.");
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /** Where the command-line program of this build is. */
    static List<String> program(Path target) {
        Path jar = target.resolve("../../domain/target/tallystick.jar").normalize();
        String java = Optional.ofNullable(System.getProperty("java.home"))
                .map(home -> Path.of(home, "bin", "java").toString())
                .orElse("java");
        return List.of(java, "-Xmx256m", "-jar", jar.toString());
    }
}
