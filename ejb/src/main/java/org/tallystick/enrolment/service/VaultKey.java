package org.tallystick.enrolment.service;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A private key of the platform with its certificate.
 *
 * @param device the provider of the device that holds the key and never gives it away; empty for a key in memory
 */
record VaultKey(PrivateKey privateKey, X509Certificate certificate, Optional<Provider> device) {
    /** A key in memory. */
    VaultKey(PrivateKey privateKey, X509Certificate certificate) {
        this(privateKey, certificate, Optional.empty());
    }

    /** Signs certificates, revocation lists and OCSP answers. */
    ContentSigner signer() {
        return signer(privateKey, device);
    }

    static ContentSigner signer(PrivateKey key, Optional<Provider> device) {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(CertificateProfile.SIGNATURE);
        device.ifPresent(builder::setProvider);
        try {
            return builder.build(key);
        } catch (OperatorCreationException | ProviderException e) {
            String what = "The key of an authority does not sign";
            throw device.isPresent() ? new KeyDeviceFault(what, e) : new IllegalStateException(what, e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "VaultKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
