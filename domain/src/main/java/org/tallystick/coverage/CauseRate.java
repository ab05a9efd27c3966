package org.tallystick.coverage;

import org.tallystick.signing.Cause;

/** Cases of one cause among the sales of a time, and what became of them. */
public record CauseRate(Cause cause, Outcome outcome) {}
