package org.tallystick.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tallystick.shared.CopyRows;

/**
 * Fills the database of a stopped server with past sales, as its own hot path would have left them: receipts, ledger entries and tiles,
 * counters of terminals, figures of days, what missing signatures were looked for. Every signature, seal and hash is real, so that whatever
 * verifies a receipt, a proof or the log verifies these. Bills without a terminal's signature are the last ones: the server assesses them
 * itself when it starts, and opens their cases. Bills have no parts, and the server's caches are cold.
 *
 * <p>Indexes stay while rows come, in the order of the ledger: they end up as full as those of a server that sold all this.
 */
final class ReceiptLoader {
    private static final int CHUNK = 8_192;
    private static final int TOLD_EVERY = 30;
    /** One sale in so many has no signature, up to a number that is looked through within a minute or two. */
    private static final int UNSIGNED_OF = 200;

    private static final int MOST_UNSIGNED = 5_000;

    private final Connection connection;
    private final PostgresCopy copy;
    private final BenchRepository rows;
    private final LoadedLog log;
    private final LoadedFigures figures;
    private final List<LoadingTill> tills;
    private final Consumer<String> said;
    private final Map<String, LoadedReceipt> newest = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    /**
     * What is to be loaded.
     *
     * @param from time of the first sale
     * @param to time of the last one
     */
    record Plan(long receipts, Instant from, Instant to) {
        Instant at(long place) {
            double share = place / (double) receipts;
            return from.plusMillis((long) (Duration.between(from, to).toMillis() * share));
        }

        boolean isSigned(long place) {
            return place < receipts - Math.min(MOST_UNSIGNED, receipts / UNSIGNED_OF);
        }
    }

    private record Chunk(CopyRows receipts, CopyRows entries, CopyRows tiles, CopyRows coverage) {
        static Chunk empty() {
            return new Chunk(
                    new CopyRows(LoadedReceipt.COLUMNS),
                    new CopyRows(LoadedLog.ENTRY_COLUMNS),
                    new CopyRows(LoadedLog.TILE_COLUMNS),
                    new CopyRows(LoadedFigures.COVERAGE_COLUMNS));
        }
    }

    /**
     * Prepares the loading.
     *
     * @param connection to the server's PostgreSQL, nobody else's
     */
    ReceiptLoader(Connection connection, List<LoadingTill> tills, Consumer<String> said) throws SQLException {
        this.connection = connection;
        this.copy = PostgresCopy.of(connection);
        this.rows = new BenchRepository(connection);
        this.log = LoadedLog.of(rows);
        this.figures = new LoadedFigures(rows);
        this.tills = tills;
        this.said = said;
    }

    /**
     * Loads all of it; what is read afterwards has been vacuumed and analysed.
     *
     * @return the log's size
     */
    long load(Plan plan) throws SQLException, InterruptedException {
        if (plan.from().toEpochMilli() + LoadingTill.DELIVERY < log.lastTime()) {
            throw new BenchException("The log of the started server has entries of later than the first sale.");
        }
        rows.execute("SET synchronous_commit = off");
        connection.setAutoCommit(false);
        long started = System.nanoTime();
        long lastSigned = copyAll(plan, started);
        writeStates();
        figures.write(rows);
        log.write(rows);
        // Whoever looks for missing signatures has looked up to there.
        rows.execute("DELETE FROM coverage_cursor WHERE log_id = " + log.id());
        rows.change("INSERT INTO coverage_cursor (log_id, seq) VALUES (?, ?)", List.of(List.of(log.id(), lastSigned)));
        connection.commit();
        connection.setAutoCommit(true);
        said.accept("vacuuming");
        rows.execute("VACUUM ANALYZE");
        checkpoint();
        said.accept("%,d receipts loaded in %d s".formatted(plan.receipts(), seconds(started)));
        return log.size();
    }

    /** What was loaded is not written while something is measured. */
    private void checkpoint() {
        try {
            rows.execute("CHECKPOINT");
        } catch (SQLException e) {
            said.accept("no checkpoint after loading: this role may not order one");
        }
    }

    /** @return index of the last entry that has been assessed */
    private long copyAll(Plan plan, long started) throws SQLException, InterruptedException {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        long lastSigned = log.size() - 1;
        long told = started;
        try {
            Future<?> before = writer.submit(() -> {});
            for (long from = 0; from < plan.receipts(); from += CHUNK) {
                LoadedReceipt[] sales = sell(plan, from, (int) Math.min(CHUNK, plan.receipts() - from));
                Chunk chunk = Chunk.empty();
                for (LoadedReceipt sale : sales) {
                    long index = add(sale, chunk);
                    lastSigned = sale.signed() ? index : lastSigned;
                }
                log.drain(chunk.tiles());
                await(before);
                before = writer.submit(() -> {
                    write(chunk);
                    return chunk;
                });
                if (seconds(told) >= TOLD_EVERY) {
                    told = System.nanoTime();
                    said.accept("%,d of %,d loaded".formatted(from + sales.length, plan.receipts()));
                }
            }
            await(before);
            return lastSigned;
        } finally {
            writer.shutdownNow();
        }
    }

    /** Sales of a stretch of time in its order, each of some terminal, signed on as many threads as there are processors. */
    private LoadedReceipt[] sell(Plan plan, long from, int count) {
        List<List<Integer>> places = new ArrayList<>();
        tills.forEach(till -> places.add(new ArrayList<>()));
        for (int i = 0; i < count; i++) {
            places.get(random.nextInt(tills.size())).add(i);
        }
        LoadedReceipt[] sales = new LoadedReceipt[count];
        IntStream.range(0, tills.size()).parallel().forEach(till -> {
            for (int i : places.get(till)) {
                sales[i] = tills.get(till).next(plan.at(from + i), from + i, plan.isSigned(from + i));
            }
        });
        return sales;
    }

    private long add(LoadedReceipt sale, Chunk chunk) {
        long index = log.append(sale.entry(), chunk.entries());
        sale.addTo(chunk.receipts(), log.id(), index);
        figures.count(sale);
        if (sale.signed()) {
            figures.assess(sale, log.id(), index, chunk.coverage());
        }
        newest.put(sale.bill().terminalNo(), sale);
        return index;
    }

    private void write(Chunk chunk) throws SQLException {
        copy.into(LoadedReceipt.TABLE, chunk.receipts());
        copy.into(LoadedLog.ENTRIES, chunk.entries());
        copy.into(LoadedLog.TILES, chunk.tiles());
        copy.into(LoadedFigures.COVERAGE, chunk.coverage());
        connection.commit();
    }

    private void writeStates() throws SQLException {
        rows.change(
                "INSERT INTO terminal_state (terminal_no, series, counter, last_digest) VALUES (?, ?, ?, ?)",
                newest.values().stream()
                        .map(one -> List.<Object>of(
                                one.bill().terminalNo(),
                                one.bill().series(),
                                one.bill().counter(),
                                one.payloadDigest()))
                        .toList());
    }

    private static void await(Future<?> written) throws SQLException, InterruptedException {
        try {
            written.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
