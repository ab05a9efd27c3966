package org.tallystick.reconciliation;

/** Thrown while a settlement file is read: nothing of it can be kept. */
public final class FileRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final String detail;

    /** @param detail names of columns, or a line's number, without a word of any language; may be empty */
    public FileRefusal(RefusalReason reason, String detail) {
        super(reason + " " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    public RefusalReason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
