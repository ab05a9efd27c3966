package org.tallystick.ledger.service;

/**
 * One log: an origin with its key (TLOG.md 3). A log belongs to an acquirer and a calendar quarter, {@code shard}.
 *
 * @param id small number used as {@code log_id} in every ledger table
 * @param origin {@code <host>/ledger/<acquirer>/<quarter>}, also the name of the log's key
 * @param verifierKey the public key as vkey text
 */
public record LedgerLog(int id, String origin, String acquirer, String shard, String verifierKey) {
    /** Where the log's public files are, relative to the base address. */
    public String prefix() {
        return "/ledger/" + acquirer + "/" + shard;
    }
}
