package org.tallystick.coverage;

import java.util.OptionalLong;
import org.tallystick.signing.Cause;

/**
 * Cases of one cause among the sales of a time.
 *
 * @param cases opened
 * @param open of them
 * @param meanMillis from opening to closing, on average, of those that are closed
 */
public record CauseRate(Cause cause, long cases, long open, OptionalLong meanMillis) {}
