package org.tallystick.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tallystick.ledger.TileCoordinate;

/** What people and programs read of a grown platform: each request about another receipt of all that are stored, drawn at random. */
final class ReadSide {
    private static final int SAMPLES = 1_000;
    private static final int WEEK = 7;
    private static final int MONTH = 30;
    private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

    private final BenchVisitor anybody;
    private final BenchVisitor owner;
    private final BenchVisitor officer;
    private final List<Receipt> all;
    private final List<Receipt> own;
    private final long logSize;
    private final String prefix;
    private final String month;
    private final String week;
    private final LocalDate yesterday;

    /** A receipt as somebody may look for it. */
    record Receipt(
            String number,
            String code,
            String merchantNo,
            String cardLast4,
            String referenceNo,
            String terminalNo,
            String amount) {}

    /** One request. */
    @FunctionalInterface
    interface Read {
        BenchVisitor.Answer by(SplittableRandom random) throws IOException, InterruptedException;
    }

    /**
     * A kind of request.
     *
     * @param weight of a hundred requests in a mixed load; 0 for none
     */
    record Kind(String name, int weight, Read read) {}

    private ReadSide(GrownPlatform platform, BenchRepository rows)
            throws IOException, SQLException, InterruptedException {
        this.anybody = BenchVisitor.of(platform);
        this.owner = BenchVisitor.signedIn(platform, BenchVisitor.OWNER);
        this.officer = BenchVisitor.signedIn(platform, BenchVisitor.OFFICER);
        long log = rows.openLog();
        this.logSize = rows.number("SELECT size FROM ledger_checkpoint WHERE log_id = " + log);
        String origin = rows.text("SELECT origin FROM ledger_log WHERE log_id = " + log);
        this.prefix = origin.substring(origin.indexOf("/ledger/"));
        this.all = sample(rows, log);
        this.own = all.stream()
                .filter(receipt -> receipt.merchantNo().equals(BenchShop.MERCHANT))
                .toList();
        LocalDate today = LocalDate.ofInstant(platform.present(), SHOP);
        this.yesterday = today.minusDays(1);
        this.month = "from=" + today.minusDays(MONTH - 1) + "&to=" + today;
        this.week = "from=" + today.minusDays(WEEK - 1) + "&to=" + today;
    }

    static ReadSide of(GrownPlatform platform) throws IOException, SQLException, InterruptedException {
        try (Connection connection = platform.connect();
                BenchRepository rows = new BenchRepository(connection)) {
            return new ReadSide(platform, rows);
        }
    }

    /** Drawn by their places in the ledger: as cheap with ten million as with ten thousand. */
    private static List<Receipt> sample(BenchRepository rows, long log) throws SQLException {
        SplittableRandom random = new SplittableRandom(11);
        long end = rows.number("SELECT MAX(seq) FROM receipt WHERE log_id = " + log) + 1;
        String places = LongStream.generate(() -> random.nextLong(end))
                .limit(SAMPLES)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
        List<Receipt> found = rows
                .list("SELECT number, code, merchant_no, card_last4, reference_no, terminal_no, amount FROM receipt"
                        + " WHERE log_id = " + log + " AND status = 'SIGNED' AND seq IN (" + places + ")")
                .stream()
                .map(ReadSide::receipt)
                .toList();
        if (found.stream().noneMatch(receipt -> receipt.merchantNo().equals(BenchShop.MERCHANT))) {
            throw new BenchException("There are too few receipts to read: load some thousands.");
        }
        return found;
    }

    private static Receipt receipt(List<String> row) {
        return new Receipt(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5),
                BigDecimal.valueOf(Long.parseLong(row.get(6)), 2).toPlainString());
    }

    private static Receipt one(List<Receipt> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** A receipt's own file, for whoever checks it. */
    byte[] file(SplittableRandom random) throws IOException, InterruptedException {
        return anybody.get("/r/" + one(all, random).code() + ".json").body();
    }

    BenchVisitor.Answer verify(byte[] file) throws IOException, InterruptedException {
        return anybody.postJson("/api/v1/verifications", file);
    }

    /** Every kind there is. */
    List<Kind> kinds() throws IOException, InterruptedException {
        List<Kind> kinds = new ArrayList<>();
        SplittableRandom drawn = new SplittableRandom(13);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            files.add(file(drawn));
        }
        kinds.add(page(
                "receipt page", 40, anybody, random -> "/r/" + one(all, random).code()));
        kinds.add(page(
                "receipt file", 5, anybody, random -> "/r/" + one(all, random).code() + ".json"));
        kinds.add(page(
                "inclusion proof",
                5,
                anybody,
                random -> "/r/" + one(all, random).code() + ".tlog-proof"));
        kinds.add(new Kind("verification online", 10, random -> verify(files.get(random.nextInt(files.size())))));
        kinds.add(page("ledger tile", 15, anybody, this::tile));
        kinds.add(page("ledger, in the browser", 0, anybody, random -> "/explorer"));
        String list = "/merchant/receipts?";
        kinds.add(page("merchant: dashboard", 5, owner, random -> "/merchant"));
        kinds.add(page("merchant: newest receipts", 5, owner, random -> list));
        kinds.add(page("merchant: receipts of 30 days", 3, owner, random -> list + month));
        kinds.add(page("merchant: all receipts", 0, owner, random -> list + "from=&to="));
        kinds.add(page("merchant: largest of 30 days", 1, owner, random -> list + "sort=largest&" + month));
        kinds.add(page("merchant: unsigned of 30 days", 1, owner, random -> list + "status=UNSIGNED&" + month));
        kinds.add(page("merchant: refunded of 30 days", 1, owner, random -> list + "status=REFUNDED&" + month));
        kinds.add(page("merchant: by amount", 1, owner, random -> list + amount(random) + month));
        kinds.add(page(
                "merchant: by card",
                2,
                owner,
                random -> list + "q=" + one(own, random).cardLast4() + "&" + month));
        kinds.add(page(
                "merchant: by reference number",
                2,
                owner,
                random -> list + "q=" + one(own, random).referenceNo()));
        kinds.add(page(
                "merchant: by receipt number",
                2,
                owner,
                random -> list + "q=" + one(own, random).number()));
        kinds.add(page(
                "merchant: one receipt",
                1,
                owner,
                random -> "/merchant/receipts/" + one(own, random).number()));
        kinds.add(page("merchant: daily close", 0, owner, random -> "/merchant/close?day=" + yesterday));
        kinds.add(page("merchant: terminals", 0, owner, random -> "/merchant/terminals"));
        kinds.add(page(
                "merchant: one terminal",
                0,
                owner,
                random -> "/merchant/terminals/" + one(own, random).terminalNo()));
        kinds.add(page("merchant: missing signatures", 0, owner, random -> "/merchant/unsigned"));
        kinds.add(page("API: unsigned receipts", 0, owner, random -> "/api/v1/receipts?status=UNSIGNED&limit=100"));
        kinds.add(page("API: 100 receipts", 1, owner, random -> "/api/v1/receipts?limit=100"));
        kinds.add(page(
                "API: one receipt",
                0,
                owner,
                random -> "/api/v1/receipts/" + one(own, random).number()));
        kinds.add(page("institution: dashboard", 0, officer, random -> "/institution"));
        kinds.add(page("institution: 30 days", 0, officer, random -> "/institution?" + month));
        kinds.add(page("institution: merchants", 0, officer, random -> "/institution/merchants"));
        kinds.add(page("institution: coverage of 30 days", 0, officer, random -> "/institution/coverage?" + month));
        kinds.add(new Kind("API: CSV of a week, first byte", 0, random -> owner.begin("/api/v1/receipts.csv?" + week)));
        return kinds;
    }

    private static Kind page(String name, int weight, BenchVisitor visitor, Path path) {
        return new Kind(name, weight, random -> visitor.get(path.by(random)));
    }

    @FunctionalInterface
    private interface Path {
        String by(SplittableRandom random);
    }

    private String amount(SplittableRandom random) {
        String amount = one(own, random).amount();
        return "min=" + amount + "&max=" + amount + "&";
    }

    /** A full tile of leaf hashes, while there is one. */
    private String tile(SplittableRandom random) {
        long tiles = logSize / TileCoordinate.FULL_WIDTH;
        return prefix + "/tile/"
                + new TileCoordinate(0, random.nextLong(Math.max(1, tiles)), TileCoordinate.FULL_WIDTH).path();
    }
}
