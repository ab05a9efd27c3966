package org.tallystick.enrolment.service;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * The key that timestamps now.
 *
 * @param privateKey ECDSA P-256
 * @param certificate for timestamping alone
 * @param issuer the authority that stands between it and the root
 */
public record StampKey(PrivateKey privateKey, X509Certificate certificate, X509Certificate issuer) {
    /** Never the key. */
    @Override
    public String toString() {
        return "StampKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
