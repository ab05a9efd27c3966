package org.tallystick.enrolment.service;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key of the platform with its certificate. */
record VaultKey(PrivateKey privateKey, X509Certificate certificate) {
    /** Never the key. */
    @Override
    public String toString() {
        return "VaultKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
