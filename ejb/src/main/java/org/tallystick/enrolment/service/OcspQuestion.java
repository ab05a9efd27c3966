package org.tallystick.enrolment.service;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;

/**
 * An OCSP request as far as it is heeded: which certificates, and the nonce. Who signed it does not matter.
 *
 * @param certificates one to eight
 * @param nonce the extension as it came, to be sent back
 */
record OcspQuestion(List<CertificateID> certificates, Optional<Extension> nonce) {
    /** Longest request read, in bytes of DER (THREATS.md 3.3). */
    static final int MAX_LENGTH = 4 << 10;

    private static final int MOST_CERTIFICATES = 8;
    /** RFC 9654 section 2.1. */
    private static final int LONGEST_NONCE = 128;

    /** @return nothing for what RFC 6960 calls a malformed request */
    static Optional<OcspQuestion> parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            OCSPReq request = new OCSPReq(der);
            // The parser passes over what follows; a request is all of its bytes.
            boolean whole = Arrays.equals(request.getEncoded(), der) || request.getEncoded().length == der.length;
            Req[] asked = request.getRequestList();
            if (!whole || asked.length == 0 || asked.length > MOST_CERTIFICATES || hasUnknownCritical(request)) {
                return Optional.empty();
            }
            for (Req each : asked) {
                each.getCertID().getSerialNumber();
            }
            Optional<Extension> nonce =
                    Optional.ofNullable(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
            return nonce.filter(extension -> !isSound(extension)).isPresent()
                    ? Optional.empty()
                    : Optional.of(new OcspQuestion(
                            Arrays.stream(asked).map(Req::getCertID).toList(), nonce));
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static boolean hasUnknownCritical(OCSPReq request) {
        Set<?> critical = request.getCriticalExtensionOIDs();
        return critical.stream().anyMatch(oid -> !OCSPObjectIdentifiers.id_pkix_ocsp_nonce.equals(oid));
    }

    private static boolean isSound(Extension nonce) {
        int length = nonce.getExtnValue().getOctets().length;
        return length > 0 && length <= LONGEST_NONCE + 2;
    }
}
