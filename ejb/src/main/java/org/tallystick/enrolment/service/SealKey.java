package org.tallystick.enrolment.service;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A key that seals.
 *
 * @param privateKey of the algorithm it was asked for
 * @param certificate with the seal role; its SHA-256 is the seal's {@code x5t#S256}
 * @param device the provider of the device that holds the key and alone can sign with it; empty for a key in memory
 */
public record SealKey(PrivateKey privateKey, X509Certificate certificate, Optional<Provider> device) {
    /** Never the key. */
    @Override
    public String toString() {
        return "SealKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
