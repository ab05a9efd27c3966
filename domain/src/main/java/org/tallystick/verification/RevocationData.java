package org.tallystick.verification;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevokedEntry;
import org.tallystick.shared.X509;

/**
 * Revocation lists that travel with a receipt file's timestamps. Each speaks for itself: one counts if the issuer of the certificate
 * in question signed it, wherever it came from, and the newest one counts. That a certificate is on none says nothing about later.
 *
 * @param issuers certificates that may have signed lists; material, not trust
 */
record RevocationData(List<X509CRL> lists, List<X509Certificate> issuers) {
    private static final int TRIED = 4;

    Optional<Revocation> of(X509Certificate certificate) {
        return lists.stream()
                .filter(list -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .sorted(Comparator.comparing(X509CRL::getThisUpdate).reversed())
                .limit(TRIED)
                .filter(list -> isSignedByIssuer(list, certificate))
                .findFirst()
                .map(list -> list.getRevokedCertificate(certificate.getSerialNumber()))
                .map(RevokedEntry::revocation);
    }

    /** By the very key that signed the certificate: another authority may bear the same name. */
    private boolean isSignedByIssuer(X509CRL list, X509Certificate certificate) {
        return issuers.stream()
                .filter(issuer -> issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .anyMatch(issuer -> X509.isSignedBy(list, issuer) && X509.isSignedBy(certificate, issuer));
    }
}
