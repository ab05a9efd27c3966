package org.tallystick.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.terminal.PresignedBills;

/**
 * A started server whose database holds many receipts: it starts empty, its terminals enrol, it stops; {@link ReceiptLoader} fills the
 * database; it starts again and has published and assessed all of it when {@link #start} returns.
 */
final class GrownPlatform {
    /** Opens entry bundles to the run's own audit. */
    static final String AUDITOR = "a token of this run";

    private static final String CLOCK = "TALLYSTICK_CLOCK_FILE";
    private static final List<String> READERS = List.of("PAGE", "LOOKUP", "VERIFICATION");
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final GrowthPlan plan;
    private final Started started;
    private final Consumer<String> said;
    private final SignatureSuite suite = SignatureSuite.best();
    private final JdbcDrivers drivers;
    private final Clock clock = Clock.systemUTC();
    private final Instant now = clock.instant();
    private final BenchDays days;
    private final Map<String, String> settings = new HashMap<>();
    private final BenchDatabase database;
    private StartedServer server;
    private List<PresignedBills> bills = List.of();
    private double loadSeconds;

    private GrownPlatform(GrowthPlan plan, Started started, Consumer<String> said)
            throws IOException, SQLException, InterruptedException {
        this.plan = plan;
        this.started = started;
        this.said = said;
        this.days = plan.receipts() > 0 ? BenchDays.at(now) : BenchDays.NONE;
        this.drivers = JdbcDrivers.of(plan.home());
        this.database = database();
        Path shop = started.folder("shop");
        settings.putAll(BenchShop.settings(shop, plan.terminals(), plan.merchants()));
        settings.putAll(BenchVisitor.settings(shop));
        settings.putAll(database.environment());
        settings.put("TALLYSTICK_LEDGER_AUDITOR_TOKEN", AUDITOR);
        for (String limit : READERS) {
            settings.put("TALLYSTICK_LIMITS_" + limit + "_RATE", "1000000");
            settings.put("TALLYSTICK_LIMITS_" + limit + "_BURST", "10000000");
        }
        settings.putAll(plan.settings());
        said.accept("starting the server");
        this.server = StartedServer.start(plan.home(), at(days.before()), started);
    }

    /**
     * Takes a minute and what loading takes.
     *
     * @throws BenchException if it cannot be started
     */
    static GrownPlatform start(GrowthPlan plan, Started started, Consumer<String> said)
            throws IOException, SQLException, InterruptedException {
        GrownPlatform platform = new GrownPlatform(plan, started, said);
        platform.enrol();
        if (plan.receipts() > 0) {
            platform.grow();
        }
        return platform;
    }

    private BenchDatabase database() throws IOException, SQLException, InterruptedException {
        SigningPlan.Address address;
        if (plan.postgres().isPresent()) {
            address = plan.postgres().get();
        } else {
            said.accept("starting PostgreSQL");
            StartedPostgres postgres = StartedPostgres.start(started);
            address = new SigningPlan.Address(postgres.jdbcUrl(), StartedPostgres.USER, postgres.password());
        }
        BenchDatabase found =
                new BenchDatabase(address.jdbcUrl(), address.user(), address.password(), false, OptionalLong.empty());
        return found.of(CeilingRepository.postmaster(drivers, found));
    }

    /** Settings of a server whose clock is moved by so much; by nothing, it is the machine's own. */
    private Map<String, String> at(Duration moved) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        if (!moved.isZero()) {
            Path file = Files.writeString(started.folder("shop").resolve("clock"), moved.toString());
            all.put(CLOCK, file.toAbsolutePath().toString());
        }
        return all;
    }

    private void enrol() throws IOException, InterruptedException {
        said.accept("enrolling %d terminals".formatted(plan.terminals()));
        Path tills = started.folder("tills");
        Map<String, String> codes = BenchShop.codes(server.data().resolve("enrolment-codes.json"), plan.terminals());
        BenchShop.enrol(
                tills,
                new BenchShop.Platform(
                        url(), Files.readAllBytes(root()), Clock.offset(Clock.systemUTC(), days.before())),
                codes,
                SignatureAlgorithm.ES256,
                suite);
        Clock selling = Clock.offset(Clock.systemUTC(), days.after());
        bills = codes.keySet().stream()
                .sorted()
                .map(no -> PresignedBills.of(tills.resolve(no), suite, selling))
                .toList();
    }

    private void grow() throws IOException, SQLException, InterruptedException {
        server.stop();
        said.accept("loading %,d receipts".formatted(plan.receipts()));
        BenchSeal seal = BenchSeal.of(server.data(), suite);
        List<LoadingTill> tills = new ArrayList<>();
        for (PresignedBills each : bills) {
            tills.add(new LoadingTill(each, seal, tills.size()));
        }
        long size;
        long begun = System.nanoTime();
        try (Connection connection = connect()) {
            size = new ReceiptLoader(connection, tills, said)
                    .load(new ReceiptLoader.Plan(plan.receipts(), days.firstSale(now), days.lastSale(now)));
        }
        loadSeconds = (System.nanoTime() - begun) / 1e9;
        said.accept("starting the server again");
        server = server.again(at(days.after()), started);
        awaitRead(size);
    }

    /** Returns when what was loaded is public, and looked through for missing signatures. */
    private void awaitRead(long size) throws SQLException, InterruptedException {
        said.accept("the server reads the new entries");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = connect();
                BenchRepository rows = new BenchRepository(connection)) {
            String log = " WHERE log_id = " + rows.openLog();
            while (rows.number("SELECT MAX(size) FROM ledger_checkpoint" + log) < size
                    || rows.number("SELECT MAX(seq) FROM coverage_cursor" + log) < size - 1) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException(
                            "The server has not read what was loaded within an hour. It said last:\n" + server.tail());
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** Of a PostgreSQL of its own, as {@link SigningBench} makes it before it measures; whoever has another decides that himself. */
    void checkpoint() throws SQLException {
        if (plan.postgres().isEmpty()) {
            CeilingRepository.checkpoint(drivers, database);
        }
    }

    Connection connect() throws SQLException {
        return drivers.connect(database.jdbcUrl(), database.user(), database.password());
    }

    /** Of loading alone; 0 if nothing was loaded. */
    double loadSeconds() {
        return loadSeconds;
    }

    URI url() {
        return URI.create("https://localhost:" + server.httpsPort());
    }

    Path root() {
        return server.data().resolve("root.pem");
    }

    Path data() {
        return server.data();
    }

    BenchDatabase databaseOf() {
        return database;
    }

    SigningPlan.Running running() {
        return new SigningPlan.Running(url(), root(), server.data().resolve("enrolment-codes.json"), server.pid());
    }

    /** The terminals' next bills, of the server's present time. */
    List<PresignedBills> bills() {
        return bills;
    }

    /** Day and time of the server. */
    Instant present() {
        return clock.instant().plus(days.after());
    }
}
