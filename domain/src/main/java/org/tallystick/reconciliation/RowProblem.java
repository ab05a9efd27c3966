package org.tallystick.reconciliation;

/** What is wrong with the line being read; without a stack trace, as there may be a million of them. */
final class RowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultReason reason;
    private final String field;
    private final String value;

    RowProblem(FaultReason reason, String field, String value) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.field = field;
        this.value = value;
    }

    RowProblem(FaultReason reason, SettlementField field, String value) {
        this(reason, field.name(), value);
    }

    RowFault at(long line) {
        return new RowFault(line, reason, field, value);
    }
}
