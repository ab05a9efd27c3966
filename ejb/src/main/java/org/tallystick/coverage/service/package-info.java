/**
 * Finds, explains and follows up missing signatures. The finder reads receipts in the order of the ledger and keeps its place with what
 * it found, so a crash repeats nothing; signing does not wait for it. Everything that happens to a case is a step, and each step is a
 * ledger entry of kind {@code case}.
 */
@NullMarked
package org.tallystick.coverage.service;

import org.jspecify.annotations.NullMarked;
