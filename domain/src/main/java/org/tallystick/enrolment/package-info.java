/**
 * Who takes part: acquirers, merchants, stores, terminals and their certificates.
 *
 * <p>A <b>terminal</b> belongs to a merchant, a merchant to an <b>acquirer</b>. Its device gets a key of its own and a
 * certificate from the acquirer's issuing authority: the subject says whose terminal it is
 * ({@link org.tallystick.enrolment.TerminalSubject}), the extended key usage what the key may sign
 * ({@link org.tallystick.enrolment.CertificateRole}). Every enrolment of a device begins a new <b>series</b> of
 * counters; a renewal of the certificate keeps it.
 *
 * <p>Life of a certificate: issued against a single-use code, renewed in its last third, retired by its successor,
 * or revoked with a reason ({@link org.tallystick.enrolment.RevocationReason}) that decides what stays valid of the
 * bills it signed. A certificate counts only if its issue is in the ledger.
 *
 * <p>An <b>authority elsewhere</b>, such as a licensed CA, may certify terminals too
 * ({@link org.tallystick.enrolment.ExternalAuthority}), once the operator trusts it for an institution
 * ({@link org.tallystick.enrolment.ForeignChain}). Its certificates say nothing of our terminals: the institution gives each
 * to one terminal, a record in the ledger says so ({@link org.tallystick.enrolment.CertificateStatement}), and it counts from the
 * device's first HELLO on, which proves the key. Its own revocation list says what has ended
 * ({@link org.tallystick.enrolment.ForeignList}); where that is old, every report says so.
 */
@NullMarked
package org.tallystick.enrolment;

import org.jspecify.annotations.NullMarked;
