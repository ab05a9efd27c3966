package org.tallystick.coverage;

/** Which transaction of which terminal. @param series number of the device's enrolment */
public record CaseKey(String terminalNo, long series, long counter) {}
