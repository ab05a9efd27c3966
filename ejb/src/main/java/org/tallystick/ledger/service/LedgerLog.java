package org.tallystick.ledger.service;

/**
 * One log: an origin with its key (TLOG.md 3). A log belongs to an acquirer and a calendar quarter, {@code shard}, or is the
 * {@linkplain #MASTER master log}.
 *
 * @param id small number used as {@code log_id} in every ledger table
 * @param origin {@code <host>/ledger/<acquirer>/<quarter>}, also the name of the log's key
 * @param verifierKey the public key as vkey text
 */
public record LedgerLog(int id, String origin, String acquirer, String shard, String verifierKey) {
    /** Stands where other logs name their acquirer: the log of the logs. No acquirer's code is so short. */
    public static final String MASTER = "master";

    public boolean isMaster() {
        return acquirer.equals(MASTER);
    }

    /** Its page for people, relative to the base address. */
    public String explorerPath() {
        return "/explorer" + prefix().substring("/ledger".length());
    }

    /** Where the log's public files are, relative to the base address. */
    public String prefix() {
        return "/ledger/" + acquirer + "/" + shard;
    }
}
