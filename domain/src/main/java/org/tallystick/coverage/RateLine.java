package org.tallystick.coverage;

import java.util.OptionalLong;

/**
 * A row of rates with the cases of the same sales.
 *
 * @param cases opened
 * @param open of them
 * @param meanMillis from opening to closing, on average, of those that are closed
 */
public record RateLine(Rate rate, long cases, long open, OptionalLong meanMillis) {}
