package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.access.Role;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * A server on which signatures go missing on purpose: many merchants, a clock that only the test moves on, a finder that looks five times
 * a second. One is shared by all tests of a JVM, each with terminals of its own.
 */
final class TrialServer implements AutoCloseable {
    /** The merchant of the portal's owner. */
    static final String SHOP = "898331054110027";

    /** Of terminals whose program must have at least {@link #LEAST_PROGRAM}. */
    static final String BRAND = "Trial";

    static final String LEAST_PROGRAM = "2.0";

    private static final int TERMINALS_OF_THE_SHOP = 110;
    private static final int FIRST_TERMINAL = 20_000_001;
    private static final int FIRST_OF_OTHERS = 40_000_001;
    private static final Duration PAST = Duration.ofDays(3);

    private static final class Holder {
        private static final TrialServer SHARED =
                new TrialServer(ServerProcess.fresh("trial"), new Others(5, 5)).start();
    }

    private final ServerProcess server;
    private final Others others;
    private final DemoClock demo;
    private int taken;
    private PortalClient owner;
    private PortalClient officer;
    private PortalClient regulator;
    private PortalClient operator;

    /** Merchants beside the shop, with so many terminals each, and one more. */
    record Others(int merchants, int terminalsEach) {}

    TrialServer(ServerProcess server, Others others) {
        this.server = server;
        this.others = others;
        this.demo = new DemoClock(server.base().resolve("clock"));
    }

    static TrialServer shared() {
        return Holder.SHARED;
    }

    /** Starts it some days ago, and signs everybody in. */
    TrialServer start() {
        TestShop.configure(server)
                .with("TALLYSTICK_REGISTER", register())
                .with("TALLYSTICK_COVERAGE_INTERVAL", "PT0.2S")
                .with("TALLYSTICK_COVERAGE_DEADLINES_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_LATE_TIDY_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_SIGNING_PROBE_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_ENROLMENT_CODE_LIFETIME", "P1000D")
                .with("TALLYSTICK_ACCESS_SESSION_IDLE", "P1000D")
                .with("TALLYSTICK_ACCESS_SESSION_LIFE", "P1000D");
        demo.govern(server);
        LocalDate day = LocalDate.ofInstant(Clock.systemUTC().instant().minus(PAST), DemoClock.ZONE);
        moveTo(day.atTime(6, 0).atZone(DemoClock.ZONE).toInstant());
        server.start();
        PortalAccounts accounts = PortalAccounts.of(server).at(clock());
        try {
            owner = accounts.signIn(Role.MERCHANT_OWNER);
            officer = accounts.signIn(Role.INSTITUTION_OFFICER);
            regulator = accounts.signIn(Role.REGULATOR);
            operator = accounts.signIn(Role.OPERATOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ServerProcess server() {
        return server;
    }

    PortalClient owner() {
        return owner;
    }

    PortalClient officer() {
        return officer;
    }

    PortalClient regulator() {
        return regulator;
    }

    PortalClient operator() {
        return operator;
    }

    /** The server's time. */
    Instant now() {
        return demo.clock().instant();
    }

    void moveTo(Instant time) {
        try {
            demo.moveTo(time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void moveBy(Duration duration) {
        moveTo(now().plus(duration));
    }

    /** The server's time, wherever it is moved. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public ZoneId getZone() {
                return DemoClock.ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return demo.clock().withZone(zone);
            }
        };
    }

    /** A new terminal of the shop. */
    synchronized FailingTill till() {
        return enrol(Integer.toString(FIRST_TERMINAL + taken++), clock());
    }

    /** A terminal of another merchant. */
    FailingTill tillOf(int merchant, int terminal, Clock itsClock) {
        return enrol(terminalOf(merchant, terminal), itsClock);
    }

    /** The one terminal of another merchant that no simulation has. */
    FailingTill spareTillOf(int merchant) {
        return tillOf(merchant, others.terminalsEach(), clock());
    }

    int terminalsOfOthers() {
        return others.terminalsEach();
    }

    private FailingTill enrol(String terminalNo, Clock itsClock) {
        return enrol(terminalNo, TestShop.code(server, terminalNo), itsClock);
    }

    /** With a code that somebody has read from a page. */
    FailingTill enrol(String terminalNo, String code, Clock itsClock) {
        var device = new TestTill.Device(terminalNo, code, SignatureAlgorithm.ES256);
        return new FailingTill(TestTill.enrol(server, device, itsClock), itsClock);
    }

    private static String terminalOf(int merchant, int terminal) {
        return Integer.toString(FIRST_OF_OTHERS + merchant * 1_000 + terminal);
    }

    private String register() {
        List<String> merchants = new ArrayList<>();
        merchants.add(merchant(
                SHOP,
                "Qinghe",
                IntStream.range(0, TERMINALS_OF_THE_SHOP)
                        .mapToObj(i -> Integer.toString(FIRST_TERMINAL + i))
                        .toList()));
        for (int m = 0; m < others.merchants(); m++) {
            int merchant = m;
            merchants.add(merchant(
                    "8983310541120%02d".formatted(m),
                    "Trial " + m,
                    IntStream.rangeClosed(0, others.terminalsEach())
                            .mapToObj(t -> terminalOf(merchant, t))
                            .toList()));
        }
        String register =
                "{\"acquirers\":[{\"code\":\"48023310\",\"nameZh\":\"收单\",\"nameEn\":\"Acquiring\"}],\"merchants\":["
                        + String.join(",", merchants)
                        + "],\"programs\":[{\"brand\":\"" + BRAND + "\",\"model\":\"*\",\"minimum\":\"" + LEAST_PROGRAM
                        + "\",\"from\":\"2020-01-01\"}]}";
        try {
            var file = server.base().resolve("trial-register.json");
            Files.writeString(file, register);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String merchant(String number, String name, List<String> terminals) {
        String rows = terminals.stream()
                .map("{\"terminalNo\":\"%1$s\",\"serial\":\"TUSN-%1$s\",\"store\":\"Main\"}"::formatted)
                .collect(Collectors.joining(","));
        return """
                {"merchantNo":"%s","acquirer":"48023310","nameZh":"%s","nameEn":"%s","city":"杭州","region":"浙江","mcc":"5411",
                 "stores":[{"name":"Main","address":"1 Main Street","city":"杭州"}],"terminals":[%s]}"""
                .formatted(number, name, name, rows);
    }

    @Override
    public void close() {
        server.close();
    }
}
