package org.tallystick.enrolment;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a certificate that was issued elsewhere must be to sign bills. An authority of this platform names the terminal's role in the
 * certificate; one elsewhere knows no such role, so that the certificate must be for signing, for no other of the platform's roles, and
 * given to one terminal by a record in the ledger ({@link CertificateStatement}).
 */
public final class ForeignRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    /** anyExtendedKeyUsage, clientAuth (RFC 5280 section 4.2.1.12), documentSigning (RFC 9336). */
    private static final Set<String> FITTING = Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.36");

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    private ForeignRules() {}

    /** Whether the certificate is an end entity's that may sign bills. */
    public static boolean isSigner(X509Certificate certificate) {
        return !isCa(certificate) && signs(certificate) && hasFittingPurpose(certificate);
    }

    /** Whether the certificate may issue others. */
    public static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return isCa(certificate) && usage != null && usage[KEY_CERT_SIGN];
    }

    /** Whether the certificate claims a role that only the platform's own authorities give. */
    public static boolean hasReservedRole(X509Certificate certificate) {
        return Arrays.stream(CertificateRole.values()).anyMatch(role -> role.heldBy(certificate));
    }

    static boolean isCa(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    static boolean signs(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[DIGITAL_SIGNATURE];
    }

    static boolean hasFittingPurpose(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null
                    || purposes.stream().anyMatch(FITTING::contains)
                            && !purposes.contains(OCSP_SIGNING)
                            && !hasReservedRole(certificate);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /**
     * Judges a terminal's certificate by itself.
     *
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}
     */
    public static void requireSigner(X509Certificate certificate) {
        if (isCa(certificate)) {
            throw ChainFault.END_ENTITY.problem();
        }
        if (!signs(certificate)) {
            throw ChainFault.USAGE.problem();
        }
        if (!hasFittingPurpose(certificate)) {
            throw ChainFault.PURPOSE.problem();
        }
        if (!CertificateStrength.isStronglySigned(certificate)) {
            throw ChainFault.WEAK_SIGNATURE.problem();
        }
    }
}
