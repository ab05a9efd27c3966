package org.tallystick.backup;

/** A file that is no backup, was changed, or does not open with this passphrase; the message says which. */
public final class DamagedBackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedBackupException(String message) {
        super(message);
    }
}
