package org.tallystick.enrolment.service;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * The key that seals now.
 *
 * @param privateKey ECDSA P-256, so {@code ES256}; or SM2
 * @param certificate with the seal role; its SHA-256 is the seal's {@code x5t#S256}
 */
public record SealKey(PrivateKey privateKey, X509Certificate certificate) {
    /** Never the key. */
    @Override
    public String toString() {
        return "SealKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
