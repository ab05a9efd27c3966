package org.tallystick.ledger.service;

import java.time.Instant;
import java.util.Optional;

/**
 * A witness that the operator's policy names, under the published checkpoint of a log.
 *
 * @param name within the policy
 * @param key its verifier key
 * @param cosigned when it says it cosigned this checkpoint; empty if it has not
 */
public record WitnessStanding(String name, String key, Optional<Instant> cosigned) {}
