package org.tallystick.coverage;

/** How a case was found; several ways may lead to one. */
public enum CaseSource {
    /** A bill that lacks something. */
    BILL,
    /** A hole in a terminal's counter. */
    COUNTER,
    /** A settled transaction without a bill. */
    SETTLEMENT
}
