package org.tallystick.reconciliation;

/** Why a settlement file is not read, or nothing of it kept. */
public enum RefusalReason {
    EMPTY,
    /** Neither UTF-8 nor GBK. */
    ENCODING,
    /** No line looks like a header: the columns cannot be known. */
    HEADER,
    /** Columns are missing without which no row can be matched. */
    COLUMNS,
    /** Two columns have the same meaning. */
    COLUMN_TWICE,
    /** Not well-formed XML, for example cut off. */
    XML,
    /** XML that is neither camt.053 nor camt.054. */
    NOT_CAMT,
    /** XML with a document type: nobody needs one, and it can name files and other machines. */
    DOCTYPE,
    /** The statement announces another number of entries than it has. */
    TOTALS,
    TOO_MANY_FAULTS,
    TOO_MANY_ROWS,
    NO_ROWS,
    /** The uploaded file is no longer where it was kept. */
    GONE
}
