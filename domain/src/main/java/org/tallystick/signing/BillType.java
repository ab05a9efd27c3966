package org.tallystick.signing;

/** What kind of transaction a bill tells; amounts are positive, the type says the direction (API.md, Bill). */
public enum BillType {
    SALE,
    VOID,
    REFUND,
    PREAUTH,
    PREAUTH_VOID,
    COMPLETION,
    COMPLETION_VOID,
    /** After an outage: lists the bills of the outage. */
    RECOVERY
}
