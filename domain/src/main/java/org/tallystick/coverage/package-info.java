/**
 * Transactions whose signature is missing: found, explained, remedied (FAILURES.md, WORKFLOWS.md W.3 and W.4).
 *
 * <p>Every receipt is <em>assessed</em> once: did the cardholder have to sign (a dated {@link org.tallystick.coverage.RequirementPolicy}
 * decides, and which row of it is kept), is the signature there, does the feature code belong to the sale, is the image one. What lacks
 * something is a <em>case</em>, one for each transaction. It is <em>diagnosed</em> by the first rule that has an answer, in the
 * order integrity, requirement, certificate, upload, device, operator, unknown; rule, version and inputs are kept. Its life is
 * {@link org.tallystick.coverage.CaseState}; what may mend it is {@link org.tallystick.coverage.CauseTable}.
 *
 * <p>Nothing here ever changes a bill, and nothing asks anybody to pay again. A signature that comes later has its own time.
 * Integrity failures are never mended by signing: they are frozen and looked into.
 */
@NullMarked
package org.tallystick.coverage;

import org.jspecify.annotations.NullMarked;
