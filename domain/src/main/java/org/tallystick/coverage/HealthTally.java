package org.tallystick.coverage;

/**
 * How many terminals stand how.
 *
 * @param terminals all of them
 * @param signs those with any sign of failing soon
 * @param reported those of them that report a growing outbox, trouble with the pad, or a wrong clock
 */
public record HealthTally(long terminals, long signs, long reported) {}
