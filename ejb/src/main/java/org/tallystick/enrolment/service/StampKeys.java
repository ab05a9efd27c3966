package org.tallystick.enrolment.service;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.StoredCertificate.Role;
import org.tallystick.shared.X509;

/** The keys that timestamp, one after the other. Thread-safe; asking costs nothing as long as the key stays. */
final class StampKeys {
    private final AuthorityKeys keys;
    private final CertificateRepository certificates;
    private volatile @Nullable X509Certificate authority;
    private volatile @Nullable StampKey stamp;

    StampKeys(AuthorityKeys keys, CertificateRepository certificates) {
        this.keys = keys;
        this.certificates = certificates;
    }

    /**
     * The key that timestamps now, made when first asked for and each year again; its issuer is stored before it is made.
     *
     * @throws IllegalStateException before the root is open
     */
    StampKey current() {
        storeAuthority();
        VaultKey key = keys.stamp();
        StampKey known = stamp;
        if (known == null || !known.certificate().equals(key.certificate())) {
            certificates.store(Role.TSA, key.certificate());
            known = new StampKey(key.privateKey(), key.certificate(), issuer(key.certificate()));
            stamp = known;
        }
        return known;
    }

    private void storeAuthority() {
        X509Certificate issuing =
                keys.platformAuthority(KeyFamily.ECDSA, AuthorityKind.TSA).certificate();
        if (!issuing.equals(authority)) {
            certificates.store(Role.TSA_CA, issuing);
            authority = issuing;
        }
    }

    /** Not always the authority that issues now. */
    private X509Certificate issuer(X509Certificate certificate) {
        return certificates.thumbprints(Role.TSA_CA).stream()
                .flatMap(thumbprint -> certificates.find(thumbprint).stream())
                .map(StoredCertificate::certificate)
                .filter(issuer -> X509.isSignedBy(certificate, issuer))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The issuer of the timestamp key is not stored"));
    }
}
