/**
 * Runs audits of the ledger as Jakarta Batch jobs, a few at a time.
 *
 * <p>A row of {@code audit_run} is both the queue and the state: {@link org.tallystick.auditing.service.AuditSchedule} takes the
 * oldest that waits, and starts a job for it. The job's own repository is in memory, since nothing in it is needed again: after a
 * restart the row says what was running, and the next job goes on from what the row of each log remembers. Attempts are told apart
 * by their number, so that one that was thought dead cannot write any more.
 *
 * <p>Runs read through {@link org.tallystick.ledger.service.LedgerFiles}, as the public does, at most for
 * {@code tallystick.audits.share} per cent of the time of one thread: sales go first.
 *
 * <p><b>Decisions.</b> An audit is ended only by who started it, because the operator cannot stop a regulator; the price: a forgotten run
 * holds its turn.
 */
@NullMarked
package org.tallystick.auditing.service;

import org.jspecify.annotations.NullMarked;
