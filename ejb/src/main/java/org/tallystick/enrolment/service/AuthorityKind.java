package org.tallystick.enrolment.service;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.StoredCertificate;

/** The issuing authorities, by the one role each may give (THREATS.md A6). */
enum AuthorityKind {
    TERMINAL("Terminal CA", StoredCertificate.Role.TERMINAL_CA, role(CertificateRole.TERMINAL)),
    SEAL("Seal CA", StoredCertificate.Role.SEAL_CA, role(CertificateRole.SEAL)),
    TLS("TLS CA", StoredCertificate.Role.TLS_CA, KeyPurposeId.id_kp_serverAuth),
    TSA("Timestamp CA", StoredCertificate.Role.TSA_CA, KeyPurposeId.id_kp_timeStamping);

    private final String title;
    private final StoredCertificate.Role stored;
    private final KeyPurposeId purpose;

    AuthorityKind(String title, StoredCertificate.Role stored, KeyPurposeId purpose) {
        this.title = title;
        this.stored = stored;
        this.purpose = purpose;
    }

    String title() {
        return title;
    }

    StoredCertificate.Role stored() {
        return stored;
    }

    /** The extended key usage of the authority and of everything it issues. */
    KeyPurposeId purpose() {
        return purpose;
    }

    private static KeyPurposeId role(CertificateRole role) {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(role.oid()));
    }
}
