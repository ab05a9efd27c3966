package org.tallystick.access;

/**
 * What is looked for in the audit trail; an empty text or 0 asks for nothing.
 *
 * @param action the beginning of an action, such as {@code account}
 * @param from UTC milliseconds, inclusive
 * @param to UTC milliseconds, exclusive
 * @param afterSeq only records with a higher number
 */
public record AuditSearch(String actor, String action, String object, long from, long to, long afterSeq) {
    public static final AuditSearch ALL = new AuditSearch("", "", "", 0, 0, 0);

    /** The same from a number on. */
    public AuditSearch after(long seq) {
        return new AuditSearch(actor, action, object, from, to, seq);
    }
}
