package org.tallystick.coverage;

/** A row of rates with what became of the cases of the same sales. */
public record RateLine(Rate rate, Outcome outcome) {}
