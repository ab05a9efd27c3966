package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.util.Map;
import org.tallystick.enrolment.service.CertificateDirectory;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.RenewalService;
import org.tallystick.enrolment.service.TerminalEvents;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.RecentMap;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.service.TerminalMemory;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Verifies a terminal's signature over a bill or an event. The key is looked up among certified terminals by {@code x5t#S256} only, and the
 * algorithm is the key's: nothing inside the message can introduce a key or choose an algorithm (THREATS.md A1, A2).
 */
@ApplicationScoped
class SignatureCheck {
    private final CertificateDirectory directory;
    private final RenewalService renewals;
    private final SignatureSuite suite;
    private final Settings settings;
    /** The suite's own form of certified keys, by thumbprint: others it would translate at every call. Guarded by itself. */
    private final Map<String, PublicKey> keys = new RecentMap<>(TerminalMemory.TERMINALS);

    @Inject
    SignatureCheck(CertificateDirectory directory, RenewalService renewals, SignatureSuite suite, Settings settings) {
        this.directory = directory;
        this.renewals = renewals;
        this.suite = suite;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SignatureCheck() {
        this(null, null, null, null);
    }

    /** A signature that verifies, its header, and the certified key that made it. */
    record Verified(JwsEntry entry, BillHeader header, CertifiedKey key) {}

    /** HELLO was taken from this key: one that was certified elsewhere has proved itself, and counts. */
    void saidHello(CertifiedKey key) {
        if (key.awaitsHello()) {
            renewals.used(key.thumbprint());
        }
    }

    /**
     * @param typ kind of message that the signature must be made for
     * @throws Problem header-invalid when the header is not exactly as API.md says; signature-missing, certificate-unknown or
     *     signature-invalid when nobody's signature vouches for the bill
     */
    Verified verify(SignedBill sent, String typ) {
        JwsEntry entry = sent.signature()
                .orElseThrow(() -> new Problem(
                        ProblemType.SIGNATURE_MISSING,
                        "There is no signature. Sign; or send a bill with the terminal's fallback secret and a"
                                + " cause."));
        BillHeader header = BillHeader.parse(entry, typ);
        if (!header.audience().equals(settings.audience())) {
            throw Problem.member(
                    ProblemType.HEADER_INVALID, "aud", "is another platform's; take it from /api/v1/platform");
        }
        CertifiedKey key = directory
                .find(header.certificateDigest())
                .orElseThrow(() -> new Problem(
                        ProblemType.CERTIFICATE_UNKNOWN,
                        "No terminal certificate with this x5t#S256 was issued here. Enrol the terminal."));
        if (!header.alg().jose().equals(key.algorithm())) {
            throw Problem.member(ProblemType.HEADER_INVALID, "alg", "is not the algorithm of this certificate's key");
        }
        if (!suite.verify(own(key), header.alg(), entry.signingInput(sent.payloadB64()), entry.signatureBytes())) {
            throw new Problem(
                    ProblemType.SIGNATURE_INVALID,
                    "The signature does not verify over protected and payload with the certificate's key.");
        }
        if (key.awaitsHello() && !typ.equals(Typ.EVENT)) {
            throw TerminalEvents.unproven();
        }
        if (key.unproven() && !key.foreign()) {
            renewals.used(key.thumbprint());
        }
        return new Verified(entry, header, key);
    }

    private PublicKey own(CertifiedKey key) {
        PublicKey own;
        synchronized (keys) {
            own = keys.get(key.thumbprint());
        }
        if (own == null) {
            own = suite.publicKey(key.key());
            synchronized (keys) {
                keys.put(key.thumbprint(), own);
            }
        }
        return own;
    }
}
