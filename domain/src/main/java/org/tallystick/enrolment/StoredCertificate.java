package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;

/** A certificate's bytes, kept for as long as a receipt may need them, whatever becomes of the certificate. */
@Entity
@Table(name = "certificate")
public class StoredCertificate {
    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Role role;

    @Column(name = "der")
    private byte[] der;

    @Column(name = "stored_at")
    private Instant storedAt;

    /** What a stored certificate is for. */
    public enum Role {
        ROOT,
        TERMINAL_CA,
        SEAL_CA,
        TLS_CA,
        TSA_CA,
        SEAL,
        TSA,
        TERMINAL,
        /** Of somebody else, trusted to certify terminals. */
        EXTERNAL_CA;

        /** Whether it certifies others, here or elsewhere. */
        public boolean issues() {
            return isAuthority() || this == EXTERNAL_CA;
        }

        /** Whether it is an authority of the platform. */
        public boolean isAuthority() {
            return this == ROOT || this == TERMINAL_CA || this == SEAL_CA || this == TLS_CA || this == TSA_CA;
        }
    }

    protected StoredCertificate() {}

    public StoredCertificate(Role role, X509Certificate certificate, Instant storedAt) {
        this.thumbprint = thumbprint(certificate);
        this.role = role;
        this.der = der(certificate);
        this.storedAt = storedAt;
    }

    /** base64url of the SHA-256 of the DER bytes: the text of {@code x5t#S256} and of the certificate's address. */
    public static String thumbprint(X509Certificate certificate) {
        return Base64Url.encode(Sha256.of(der(certificate)));
    }

    public String thumbprint() {
        return thumbprint;
    }

    public Role role() {
        return role;
    }

    public byte[] der() {
        return der;
    }

    public Instant storedAt() {
        return storedAt;
    }

    public X509Certificate certificate() {
        try {
            return X509.parse(der);
        } catch (CertificateException e) {
            throw new IllegalStateException("The stored certificate " + thumbprint + " cannot be read", e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate has no encoding", e);
        }
    }
}
