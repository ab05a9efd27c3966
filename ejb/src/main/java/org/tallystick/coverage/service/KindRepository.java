package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Kinds of what receipts have and lack: few, each under a number of its own, never changed. */
@ApplicationScoped
class KindRepository {
    private static final String COLUMNS = "entry_mode, scheme, requirement, policy, policy_version, terminal_state,"
            + " cardholder_state, feature, image, cause";

    private final RowRepository rows;

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

    /**
     * The number of a kind, which it gets now if it has none: in a transaction of its own, so that it stays whatever becomes of the caller's,
     * and may be remembered. The caller holds the finder ({@link CursorRepository#hold}): nobody else makes one meanwhile.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int number(Kind kind) {
        return find(kind).orElseGet(() -> make(kind));
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
