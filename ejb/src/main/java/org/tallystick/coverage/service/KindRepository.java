package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.RecentMap;

/** Kinds of what receipts have and lack: few, each under a number of its own, never changed. */
@ApplicationScoped
class KindRepository {
    static final String COLUMNS = "entry_mode, scheme, requirement, policy, policy_version, terminal_state,"
            + " cardholder_state, feature, image, cause";

    private static final int REMEMBERED = 5_000;

    private final RowRepository rows;
    private final Map<Kind, Integer> remembered = new RecentMap<>(REMEMBERED);

    /** What a receipt has and lacks, as the columns of {@code coverage_kind} say it. */
    record Kind(
            String entryMode,
            String scheme,
            String requirement,
            String policy,
            int policyVersion,
            String terminal,
            String cardholder,
            String feature,
            String image,
            String cause) {
        Kind because(String other) {
            return new Kind(
                    entryMode, scheme, requirement, policy, policyVersion, terminal, cardholder, feature, image, other);
        }

        private List<Object> values() {
            return List.of(
                    entryMode, scheme, requirement, policy, policyVersion, terminal, cardholder, feature, image, cause);
        }
    }

    @Inject
    KindRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KindRepository() {
        this(null);
    }

    /** The number of a kind, which it gets now if it has none. The caller holds the finder ({@link CursorRepository#hold}). */
    synchronized int number(Kind kind) {
        Integer known = remembered.get(kind);
        if (known != null) {
            return known;
        }
        Optional<Integer> stored = find(kind);
        // One that is made now is not remembered: whether it stays is not known before the transaction ends.
        stored.ifPresent(number -> remembered.put(kind, number));
        return stored.orElseGet(() -> make(kind));
    }

    private int make(Kind kind) {
        rows.change("INSERT INTO coverage_kind (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kind.values());
        return find(kind).orElseThrow();
    }

    private Optional<Integer> find(Kind kind) {
        return rows.first(
                "SELECT id FROM coverage_kind WHERE entry_mode = ? AND scheme = ? AND requirement = ? AND policy = ?"
                        + " AND policy_version = ? AND terminal_state = ? AND cardholder_state = ? AND feature = ?"
                        + " AND image = ? AND cause = ?",
                kind.values(),
                row -> row.getInt(1));
    }
}
