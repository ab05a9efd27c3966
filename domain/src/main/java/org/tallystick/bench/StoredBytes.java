package org.tallystick.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a PostgreSQL stores, table by table and index by index.
 *
 * @param receipts among which it is divided
 */
record StoredBytes(long receipts, List<Piece> pieces) {
    /** What takes less of all is not told. */
    private static final double SMALL = 0.002;

    private static final String QUERY =
            """
            SELECT c.relname, '', pg_table_size(c.oid), 0 FROM pg_class c
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT t.relname, i.relname, pg_relation_size(i.oid), COALESCE(s.idx_scan, 0) FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            LEFT JOIN pg_stat_user_indexes s ON s.indexrelid = i.oid
            WHERE t.relnamespace = 'public'::regnamespace
            ORDER BY 3 DESC, 1, 2""";

    /**
     * A table without its indexes, or one of them.
     *
     * @param index empty for the table itself
     * @param scans how often it has been looked into since the statistics began
     */
    record Piece(String table, String index, long bytes, long scans) {}

    static StoredBytes of(BenchRepository rows, long receipts) throws SQLException {
        return new StoredBytes(
                receipts,
                rows.list(QUERY).stream()
                        .map(row -> new Piece(
                                row.get(0), row.get(1), Long.parseLong(row.get(2)), Long.parseLong(row.get(3))))
                        .toList());
    }

    long sum() {
        return pieces.stream().mapToLong(Piece::bytes).sum();
    }

    private boolean isTold(Piece piece) {
        return piece.bytes() >= SMALL * sum();
    }

    private double each(long bytes) {
        return receipts == 0 ? 0 : (double) bytes / receipts;
    }

    /** Tables in Markdown: the largest first, without what is nothing beside them. */
    String text() {
        StringBuilder text = new StringBuilder("| table | index | bytes a receipt | scans |\n|---|---|---|---|\n");
        for (Piece piece : pieces) {
            if (isTold(piece)) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %,.0f | %s |%n",
                        piece.table(),
                        piece.index(),
                        each(piece.bytes()),
                        piece.index().isEmpty() ? "" : String.format(Locale.ROOT, "%,d", piece.scans())));
            }
        }
        return text.append(String.format(Locale.ROOT, "| all | | %,.0f (%,d MB) | |", each(sum()), sum() >> 20))
                .toString();
    }

    List<Map<String, Object>> members() {
        return pieces.stream()
                .filter(this::isTold)
                .map(piece -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("table", piece.table());
                    members.put("index", piece.index());
                    members.put("bytes", piece.bytes());
                    members.put("bytesPerReceipt", SigningStep.number(each(piece.bytes()), 1));
                    members.put("scans", piece.scans());
                    return members;
                })
                .toList();
    }
}
