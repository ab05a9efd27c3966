package org.tallystick.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.tallystick.shared.PinnedTrust;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * Receipts a second and their latency over HTTPS, beside the ceiling of the same run. Takes a minute and some seconds for each step, and
 * ends by itself.
 */
public final class SigningBench {
    private static final int CEILING_SECONDS = 4;
    private static final int DISK_SECONDS = 10;
    private static final int HTTPS = 443;

    private final SigningPlan plan;
    private final Started started;
    private final Consumer<String> said;
    private final SignatureSuite suite = SignatureSuite.best();

    private SigningBench(SigningPlan plan, Started started, Consumer<String> said) {
        this.plan = plan;
        this.started = started;
        this.said = said;
    }

    /**
     * @param said is told what goes on
     * @throws BenchException if it cannot be measured
     * @throws IOException if files or the network fail
     * @throws SQLException if the database does
     */
    public static SigningReport run(SigningPlan plan, Consumer<String> said)
            throws IOException, SQLException, InterruptedException {
        try (Started started = Started.inFolder()) {
            return new SigningBench(plan, started, said).measure();
        }
    }

    private SigningReport measure() throws IOException, SQLException, InterruptedException {
        Optional<BenchDatabase> database = database();
        SigningPlan.Running server = server(database);
        LoadTarget target = target(server);
        SigningRun run = new SigningRun(
                plan,
                target,
                tills(server, target),
                new SigningRun.Watched(
                        server.process(), database.map(BenchDatabase::process).orElse(OptionalLong.empty())),
                said);
        run.warmUp();
        run.awaitQuiet();
        said.accept("timing the disk");
        DiskSync disk = DiskSync.measure(started.folder("disk"), DISK_SECONDS);
        double before = ceiling(run, database);
        List<SigningStep> steps = new ArrayList<>();
        for (int connections : plan.connections()) {
            age(run, database);
            steps.add(run.step(connections));
        }
        double after = ceiling(run, database);
        return new SigningReport(
                new SigningReport.How(
                        database.map(BenchDatabase::name).orElse("a database that was not looked at"),
                        plan.load().algorithm().jose(),
                        provider()),
                disk,
                before,
                after,
                steps);
    }

    private Optional<BenchDatabase> database() throws IOException, SQLException, InterruptedException {
        if (plan.database().isEmpty()) {
            return Optional.empty();
        }
        SigningPlan.Database wanted = plan.database().get();
        if (wanted.embedded()) {
            String url = "jdbc:h2:file:" + started.folder("ceiling").resolve("db") + ";WRITE_DELAY=0";
            return Optional.of(new BenchDatabase(url, "sa", "", true, OptionalLong.empty()));
        }
        SigningPlan.Address address =
                wanted.address().isPresent() ? wanted.address().get() : startedPostgres();
        BenchDatabase found =
                new BenchDatabase(address.jdbcUrl(), address.user(), address.password(), false, OptionalLong.empty());
        return Optional.of(found.of(CeilingRepository.postmaster(drivers(), found)));
    }

    private SigningPlan.Address startedPostgres() throws IOException, InterruptedException {
        said.accept("starting PostgreSQL");
        StartedPostgres postgres = StartedPostgres.start(started);
        return new SigningPlan.Address(postgres.jdbcUrl(), StartedPostgres.USER, postgres.password());
    }

    private JdbcDrivers drivers() {
        return JdbcDrivers.of(plan.home()
                .orElseThrow(() ->
                        new BenchException("The database needs the drivers of a server: name one with --start.")));
    }

    private SigningPlan.Running server(Optional<BenchDatabase> database) throws IOException, InterruptedException {
        if (plan.running().isPresent()) {
            return plan.running().get();
        }
        said.accept("starting the server");
        Map<String, String> settings = new HashMap<>(
                BenchShop.settings(started.folder("shop"), plan.load().terminals()));
        settings.putAll(BenchOperator.settings(started.folder("shop")));
        database.ifPresent(known -> settings.putAll(known.environment()));
        settings.putAll(plan.settings());
        StartedServer server = StartedServer.start(plan.home().orElseThrow(), settings, started);
        URI url = URI.create("https://localhost:" + server.httpsPort());
        if (plan.load().algorithm() == SignatureAlgorithm.SM2SM3) {
            BenchOperator.chooseSm2(url, trust(server.data().resolve("root.pem")), server.data());
        }
        return new SigningPlan.Running(
                url, server.data().resolve("root.pem"), server.data().resolve("enrolment-codes.json"), server.pid());
    }

    private List<BenchTill> tills(SigningPlan.Running server, LoadTarget target)
            throws IOException, InterruptedException {
        int terminals = plan.load().terminals();
        said.accept("enrolling %d terminals".formatted(terminals));
        BenchShop.Platform platform =
                new BenchShop.Platform(server.server(), Files.readAllBytes(server.authorities()), Clock.systemUTC());
        return BenchShop.enrol(
                        started.folder("tills"),
                        platform,
                        BenchShop.codes(server.codes(), terminals),
                        plan.load().algorithm(),
                        suite)
                .stream()
                .map(bills ->
                        new BenchTill(bills::next, target.host(), plan.load().batch()))
                .toList();
    }

    static LoadTarget target(SigningPlan.Running server) throws IOException {
        URI url = server.server();
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? HTTPS : url.getPort());
        if (address.isUnresolved()) {
            throw new BenchException("Nobody knows where %s is.".formatted(url.getHost()));
        }
        return new LoadTarget(address, trust(server.authorities()), LoadTarget.USUAL_PATIENCE);
    }

    static SSLContext trust(Path authorities) throws IOException {
        try {
            return PinnedTrust.in(authorities);
        } catch (GeneralSecurityException e) {
            throw new BenchException("%s holds no authorities to trust: %s".formatted(authorities, e.getMessage()));
        }
    }

    /** SM2 is Bouncy Castle's, whatever does the rest. */
    private String provider() {
        return plan.load().algorithm() == SignatureAlgorithm.SM2SM3 ? "BC" : suite.provider();
    }

    /** A PostgreSQL of our own is an hour old at the most, and is to be what it will be for years. Returns when all is quiet. */
    private void age(SigningRun run, Optional<BenchDatabase> database) throws SQLException, InterruptedException {
        run.awaitQuiet();
        if (plan.database().filter(SigningPlan.Database::isStarted).isPresent() && database.isPresent()) {
            CeilingRepository.checkpoint(drivers(), database.get());
            run.awaitQuiet();
        }
    }

    private double ceiling(SigningRun run, Optional<BenchDatabase> database) throws SQLException, InterruptedException {
        if (database.isEmpty()) {
            return 0;
        }
        age(run, database);
        said.accept("measuring the ceiling");
        try (CeilingRepository repository = CeilingRepository.create(drivers(), database.get())) {
            return Ceiling.measure(repository, suite, plan.load().algorithm(), CEILING_SECONDS);
        }
    }
}
