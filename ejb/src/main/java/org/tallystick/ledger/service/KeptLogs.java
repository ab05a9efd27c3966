package org.tallystick.ledger.service;

/** Which rows are about logs that are kept, in SQL. What stands in a removed log is not shown any more, however long deleting it takes. */
public final class KeptLogs {
    /** A row while a removed log is being deleted, which few databases ever see. */
    public static final String DELETING = "SELECT log_id FROM ledger_removal WHERE cleared_at = 0";

    /** How many removed logs may have had entries from a time on (UTC milliseconds): all of one were old enough when its removal was ordered. */
    public static final String REACHING =
            "SELECT COUNT(*) FROM ledger_removal WHERE removed_at - CAST(keep_days AS BIGINT) * 86400000 >= ?";

    private KeptLogs() {}

    /** @param row a table or its alias, with a column {@code log_id} */
    public static String keep(String row) {
        return "NOT EXISTS (SELECT 1 FROM ledger_removal d WHERE d.log_id = " + row + ".log_id)";
    }
}
