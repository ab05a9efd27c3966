package org.tallystick.enrolment;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certified key may sign, told by an object identifier in the certificate's extended key usage (API.md,
 * Receipt; THREATS.md A6). A terminal's key can never seal, whatever the header of a signature claims.
 */
public enum CertificateRole {
    /** Bills and terminal events. */
    TERMINAL("2.25.147617583320568388339693359935206095377.1"),
    /** The platform's statements over bills. */
    SEAL("2.25.147617583320568388339693359935206095377.2"),
    /** Timestamps (RFC 3161 section 2.3). */
    TIMESTAMP("1.3.6.1.5.5.7.3.8");

    private final String oid;

    CertificateRole(String oid) {
        this.oid = oid;
    }

    /** @return the dotted object identifier */
    public String oid() {
        return oid;
    }

    /** @return whether the certificate gives this role; false also if its extension cannot be read */
    public boolean heldBy(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages != null && usages.contains(oid);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
