/**
 * Finds, explains and follows up missing signatures. The finder reads receipts in the order of the ledger and keeps its place with what
 * it found, so a crash repeats nothing; signing does not wait for it. Everything that happens to a case is a step, and each step is a
 * ledger entry of kind {@code case}.
 *
 * <p><b>Decisions.</b> A settled sale joins the hole that its trace number lies in, without asking anybody, because a shop has
 * one task for one sale, and hears how much it was; the price: where a hole has several counters and more trace numbers, which
 * counter is a guess that the late bill corrects. Rates know a terminal's program by the day, because counts stay small and are
 * right after an update; the price: on the day of an update all sales count for the newer one.
 * Rates count remedies from cases, not by changing receipts' counts, because a late signature is never read as made at the sale; the
 * price: one more indexed query. What was just stored is assessed for missing signatures from memory, fetched where it is not there,
 * because it had been read a moment before; the price: a few megabytes.
 */
@NullMarked
package org.tallystick.coverage.service;

import org.jspecify.annotations.NullMarked;
