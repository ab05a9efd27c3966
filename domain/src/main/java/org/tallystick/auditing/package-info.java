/**
 * Audits of the ledger that run on the platform: somebody chooses logs, a span and a depth; the run waits for its turn, reads
 * everything again with the auditor of {@link org.tallystick.ledger}, and ends with a signed report.
 *
 * <p><b>What it proves.</b> It reads what the platform publishes: the public checkpoint, and tiles and entries through the same code
 * that serves the public files. So it finds what was altered, removed or never was, whoever did it. It runs on the operator's machine,
 * though: who does not trust that machine runs {@code tallystick ledger audit} elsewhere, on the same files, with the same engine.
 *
 * <p><b>Life.</b> WAITING, RUNNING, and one of DONE, CANCELLED, FAILED, INTERRUPTED. What has been looked at is kept every few
 * seconds, so that a run that a restart cut off goes on from there by itself; after {@link org.tallystick.auditing.Audit#MOST_RESTARTS}
 * restarts it is interrupted, and goes on when somebody says so. A finding never ends a run.
 *
 * <p><b>Report.</b> JSON with a salt, whose digest is the ledger entry {@code audit-run}, and a text signed as C2SP signed-note that
 * names that digest; {@code tallystick ledger report} checks both.
 */
@NullMarked
package org.tallystick.auditing;

import org.jspecify.annotations.NullMarked;
