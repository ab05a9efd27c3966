/**
 * Bills, receipts and their signatures.
 *
 * <p>A <b>bill</b> is the JSON that a terminal signs. Its bytes, the <b>payload</b>, are stored and hashed for ever as
 * they came; {@link org.tallystick.signing.Bill} is only what they say. What may have to be erased one day (line items,
 * image of the cardholder's signature, phone, place) travels beside the bill as {@link org.tallystick.signing.Part}s,
 * of which the bill holds salted digests.
 *
 * <p>A {@link org.tallystick.signing.SignedBill} is what a terminal sends: payload, one signature (or none, with a
 * cause) and parts. A {@link org.tallystick.signing.Receipt} is what is kept: the same payload, the terminal's
 * signature, and the platform's <b>seal</b>, whose header ({@link org.tallystick.signing.SealHeader}) says under which
 * number, in which state and over which terminal signature. Who signed what is told by the header's {@code typ} and by
 * the role of the certificate.
 *
 * <p>Signatures are JWS (RFC 7515) with closed header sets: nothing inside a message introduces a key or picks an
 * algorithm. The algorithm is that of the certified key ({@link org.tallystick.signing.SignatureAlgorithm}); one
 * {@link org.tallystick.signing.SignatureSuite} per process does the arithmetic.
 *
 * <p>Order at intake: parse the envelope, find the key, verify, and only then read the bill. Reading is strict (what is
 * not exactly as API.md says is refused with a {@link org.tallystick.shared.Problem}) and free of side effects.
 * Certificates are judged at the trusted time ({@link org.tallystick.signing.CertificateValidity}), never at a time
 * that only the signer claims.
 */
@NullMarked
package org.tallystick.signing;

import org.jspecify.annotations.NullMarked;
