package org.tallystick.reconciliation;

/** Why a line of a settlement file is not a settled transaction. */
public enum FaultReason {
    /** Fewer or more cells than the header has names. */
    CELLS,
    /** The file's last line is shorter than the others and has no end: the file was cut off. */
    TRUNCATED,
    /** A quotation mark that the line does not close. */
    QUOTE,
    TOO_LONG,
    /** A value that must be there is not. */
    MISSING,
    /** Not the form that this value has: of another column, or spoilt by a spreadsheet. */
    FORM,
    /** Could be read in two ways. */
    AMBIGUOUS,
    /** More decimals than the currency has. */
    DECIMALS,
    /** Tomorrow or later, or more than five years ago. */
    IMPLAUSIBLE_DATE,
    /** Neither a reference number nor a terminal with a trace number: nothing to find a receipt by. */
    NO_KEY,
    UNKNOWN_TYPE
}
