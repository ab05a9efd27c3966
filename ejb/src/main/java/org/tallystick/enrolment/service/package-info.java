/**
 * The certificate authority and what terminals need before they can sign.
 *
 * <p><b>Keys</b> live in {@code <data-dir>/keys}, PKCS #12, mode 600 ({@link org.tallystick.enrolment.service.KeyVault}).
 * On first start the {@link org.tallystick.enrolment.service.CertificateAuthority} makes a root and under it issuing
 * authorities that can do one thing each: one per acquirer for its terminals, one for seals, one for TLS. What it makes by
 * itself says DEMO, and the production profile refuses it.
 *
 * <p><b>Seals.</b> Several keys may seal ({@link org.tallystick.enrolment.service.SealKeys}): the newest active one does, and while it
 * fails behind its circuit breaker the next one, at last those in reserve. {@link org.tallystick.enrolment.service.SealRotation} makes
 * and ranks them while they seal: made · its issue in the log of every acquirer · active, on every node within a second. Keys lie in
 * files or in a device ({@link org.tallystick.enrolment.service.KeyDevice}, PKCS #11), whose loss is a failure like any other.
 *
 * <p><b>Ceremonies.</b> Whatever is done with a key is a record and a ledger entry ({@link
 * org.tallystick.enrolment.service.Ceremonies}). The root's key may leave the server ({@link
 * org.tallystick.enrolment.service.RootKey}); what it has to sign waits for a ceremony, and everything else goes on.
 *
 * <p><b>Register.</b> A JSON file that {@link org.tallystick.enrolment.service.Register} applies at every start:
 *
 * <pre>{@code
 * {"acquirers": [{"code": "48521000", "nameZh": "…", "nameEn": "…"}],
 *  "merchants": [{"merchantNo": "898330154110001", "acquirer": "48521000", "nameZh": "…", "nameEn": "…",
 *                 "city": "…", "region": "…", "mcc": "5411",
 *                 "stores":    [{"name": "…", "address": "…", "city": "…"}],
 *                 "terminals": [{"terminalNo": "33010001", "serial": "…", "store": "name of the store"}]}],
 *  "programs":  [{"brand": "…", "model": "… or *", "minimum": "3.2.0", "from": "2027-01-01"}]}
 * }</pre>
 *
 * <p>It adds and changes, and never removes. {@code programs} may be absent: the version that the program of a brand's terminals must have
 * at least, from a day on. Terminals whose device is not enrolled get a one-time code, written to
 * {@code <data-dir>/enrolment-codes.json}.
 *
 * <p><b>Enrolment</b> ({@link org.tallystick.enrolment.service.EnrolmentService}) takes a code and a signing request. The
 * certificate is stored, then its issue is put into the acquirer's log, and only then is it handed out; a crash in between
 * is mended by the same device asking again. A code that comes from anybody else, or again from a device that has been
 * heard of, suspends what it had issued. The platform's
 * own certificates are logged too, in the log of every acquirer that depends on them.
 *
 * <p><b>Renewal</b> ({@link org.tallystick.enrolment.service.RenewalService}) takes a certificate that TLS has proven and a request by
 * a new key, in the last third of the certificate's life. Both certificates count until the new key is first used.
 *
 * <p><b>Revocation.</b> What happens to a certificate is numbered in the database in the order of commits. {@link
 * org.tallystick.enrolment.service.RevocationLists} and {@link org.tallystick.enrolment.service.OcspResponder} ask for the newest
 * number under an authority before they repeat an answer, the directory below asks each second. A suspended certificate is not
 * revoked.
 *
 * <p><b>Afterwards</b> {@link org.tallystick.enrolment.service.CertificateDirectory} answers whose key this is and how it
 * stands, and {@link org.tallystick.enrolment.service.TerminalEvents} keeps what terminals report.
 *
 * <p><b>Decisions.</b> A lost device's library is loaded anew from a copy, because Java cannot end a PKCS #11 library, and one
 * remembers its loss; the price: about a megabyte for each loss. Whoever removes the root's key did not export it, and opens
 * the export, because two people, and a backup known to work; the price: two operators are needed. SM2 terminals renew in a
 * signed statement, because TLS has no SM2 here; the price: one endpoint more. A revoked certificate stays on its list after
 * its end, because receipts are verified for ever, and lists of terminals stay small; the price: a list only grows.
 * A breaker for each key; the same bill goes to the next key, because no sale is refused that could be sealed; the price: receipts of one
 * minute may bear two seals. SM2 has root, authorities and seal of its own, because chains of one family for either world's software; the
 * price: a second root to hand out. A foreign certificate's terminal is a ledger record, not its subject, because licensed authorities
 * know nothing of our numbers; offline proof stays possible; the price: a record and proof in each receipt file. Calls to a device for
 * keys run on threads of their own, because a vendor's library cannot be broken off; the price: up to four threads hang with it. A port of
 * its own asks terminals for their certificates, because one listener cannot ask some and not others; TLS 1.3 knows no later asking over
 * HTTP/2; the price: one more port to open.
 */
@NullMarked
package org.tallystick.enrolment.service;

import org.jspecify.annotations.NullMarked;
