/**
 * Is this receipt genuine? One engine for the receipt page, the upload, the audit and the offline program.
 *
 * <p><b>Words.</b> A <i>receipt file</i> is all that offline verification needs: the stored receipt, its ledger proof,
 * certificates and parts. A <i>context</i> is what the reader brings along: pinned roots and log keys, the time, and
 * perhaps what only the platform knows. <i>Evidence</i> is both, read once. A <i>check</i> is one question, one class:
 * it answers pass, fail, notice or unknown, with a reason in plain words and machine facts beside it. The
 * <i>outcome</i> follows from the answers by the table of API.md, Report.
 *
 * <p><b>Trust.</b> Everything in the file is material: certificates, headers, the proof. Trust comes from the context
 * alone. A certificate counts if its chain ends at a pinned root, was issued for this role and was valid at the
 * proven time; a ledger entry counts if its proof leads to a checkpoint signed with a pinned log key. The time at which
 * everything is judged is the ledger time of the proven entry, never a time that only a signer claims.
 *
 * <p><b>Rules.</b> Every question is asked of every file: a failure ends nothing but the questions that depend on it,
 * and those answer unknown. Fail is for what makes a receipt not genuine, whoever asks; what is merely odd is a notice.
 * A decisive question that could not be asked leaves the outcome unknown, and so do keys that came from the place under
 * test. An unsigned bill that the platform itself sealed as unsigned is a true record, never a forgery. Facts are shown
 * only from payload bytes whose signatures held.
 *
 * <p><b>Policies.</b> What somebody checks for ({@link org.tallystick.verification.Purpose}) and the day of the check choose
 * a {@link org.tallystick.verification.VerificationPolicy} from {@code policies.json}: which questions decide, which only warn,
 * which are not asked, and how many witnesses it takes. A policy can ask for more than API.md and never for less; a failure
 * decides for every purpose. To change the rules, add a version with the day from which it counts; versions that were in
 * force stay as they are, and every report names its own.
 *
 * <p><b>Depths.</b> One run is read at four depths ({@link org.tallystick.verification.ReportDepth}): a sentence, the
 * questions with their answers, how each was answered, and what all of it was made from.
 *
 * <p>Adding a check: one class implementing {@link org.tallystick.verification.Check}, one line in
 * {@link org.tallystick.verification.ReceiptVerifier}, its question, how it is answered and its reasons in both {@code Checks}
 * bundles, and its place in a new version of every policy.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.verification;
