package org.tallystick.signing.service;

import org.tallystick.signing.Bill;

/** A place in a terminal's numbering. */
record BillKey(String terminalNo, long series, long counter) {
    static BillKey of(Bill bill) {
        return new BillKey(bill.terminalNo(), bill.series(), bill.counter());
    }

    TerminalKey terminal() {
        return new TerminalKey(terminalNo, series);
    }

    /** {@code terminalNo.series.counter}, the subject of ledger entries. */
    String subject() {
        return terminalNo + "." + series + "." + counter;
    }

    /** A terminal within one series. */
    record TerminalKey(String terminalNo, long series) {}
}
