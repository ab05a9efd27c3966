package org.tallystick.coverage;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a case.
 *
 * @param kind what was done: a key of the pages' texts
 * @param from state before; empty for the first step
 * @param actor login of whoever did it; empty: the platform
 * @param role of the actor; empty: the platform
 * @param logged place in the ledger; empty while it waits for it
 */
public record CaseStep(
        int place,
        String kind,
        Optional<CaseState> from,
        CaseState to,
        String actor,
        String role,
        String words,
        Instant at,
        Optional<Long> logged) {}
