package org.tallystick.ledger.service;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A log whose entries are not kept any more.
 *
 * @param policy in words: the rules about keeping that were over
 * @param keepDays how long they say
 * @param place of the statement in its master log; empty while it waits for that
 * @param cleared whether everything that goes with the log is gone
 */
public record RemovedLog(LedgerLog log, Instant at, String policy, int keepDays, OptionalLong place, boolean cleared) {}
