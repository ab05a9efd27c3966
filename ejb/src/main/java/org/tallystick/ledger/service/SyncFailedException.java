package org.tallystick.ledger.service;

import java.io.Serial;
import java.sql.SQLException;

/** The embedded database did not reach the disk: what it says from now on in this process is not to be relied on. */
final class SyncFailedException extends SQLException {
    @Serial
    private static final long serialVersionUID = 1L;

    SyncFailedException(SQLException cause) {
        super("the embedded database did not reach the disk: check the disk and start the server again", cause);
    }
}
