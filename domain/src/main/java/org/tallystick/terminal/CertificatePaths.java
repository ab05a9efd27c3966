package org.tallystick.terminal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderResult;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.shared.X509;

/**
 * Leads certificates to pinned anchors (RFC 5280 section 6), for one role (THREATS.md A6). Revocation is the
 * platform's question, not the terminal's. What is between an end and an anchor is material: anybody may bring it.
 */
final class CertificatePaths {
    /** Extended key usage of a key that signs bills and events; API.md, Receipt. */
    static final String TERMINAL_ROLE = "2.25.147617583320568388339693359935206095377.1";
    /** Extended key usage of a key that seals; API.md, Receipt. */
    static final String SEAL_ROLE = "2.25.147617583320568388339693359935206095377.2";

    private static final int MOST_AUTHORITIES = 3;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> material;

    CertificatePaths(List<X509Certificate> anchors, List<X509Certificate> material) {
        this.anchors = List.copyOf(anchors);
        this.material = List.copyOf(material);
    }

    /** From the certificate up to below an anchor; nothing if it leads to none at that time, or has not the role. */
    Optional<List<X509Certificate>> path(X509Certificate end, String role, Instant at) {
        Set<TrustAnchor> trusted = ofFamily(end, anchors).stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
        if (trusted.isEmpty() || !hasRole(end, role)) {
            return Optional.empty();
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(end);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
            parameters.addCertStore(store(ofFamily(end, material)));
            parameters.addCertStore(store(List.of(end)));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(MOST_AUTHORITIES);
            parameters.setDate(Date.from(at));
            CertPathBuilderResult result = X509.pathBuilder(end).build(parameters);
            List<X509Certificate> path = result.getCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return Optional.of(path).filter(found -> found.stream().skip(1).allMatch(c -> mayGive(c, role)));
        } catch (GeneralSecurityException noPath) {
            return Optional.empty();
        }
    }

    /** SM2 authorities certify SM2 keys, the others the others: neither software is asked about what it cannot read. */
    private static List<X509Certificate> ofFamily(X509Certificate end, List<X509Certificate> certificates) {
        boolean sm = X509.isSm2(end);
        return certificates.stream()
                .filter(certificate -> X509.isSm2(certificate) == sm)
                .toList();
    }

    private static CertStore store(List<X509Certificate> certificates) throws GeneralSecurityException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates));
    }

    /** Whether one of the platform's own authorities has certified the terminal: only these name its role. */
    static boolean isOfPlatform(X509Certificate terminal) {
        return mayGive(terminal, TERMINAL_ROLE);
    }

    private static boolean hasRole(X509Certificate certificate, String role) {
        boolean[] keyUsage = certificate.getKeyUsage();
        return keyUsage != null && keyUsage[0] && mayGive(certificate, role);
    }

    /** An authority below an anchor gives the roles in its own extended key usage and no others. */
    private static boolean mayGive(X509Certificate certificate, String role) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages != null && usages.contains(role);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
