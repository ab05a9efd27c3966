/**
 * Finds, explains and follows up missing signatures. The finder reads receipts in the order of the ledger and keeps its place with what
 * it found, so a crash repeats nothing; signing does not wait for it. Everything that happens to a case is a step, and each step is a
 * ledger entry of kind {@code case}.
 *
 * <p><b>Decisions.</b> A settled sale joins the hole that its trace number lies in, without asking anybody, because a shop has
 * one task for one sale, and hears how much it was; the price: where a hole has several counters and more trace numbers, which
 * counter is a guess that the late bill corrects. Rates know a terminal's program by the day, because counts stay small and are
 * right after an update; the price: on the day of an update all sales count for the newer one.
 */
@NullMarked
package org.tallystick.coverage.service;

import org.jspecify.annotations.NullMarked;
