package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;

/** How revocation lists and OCSP name a stored certificate (RFC 5280 section 4.1.2.2): issuer and serial number. */
@Entity
@Table(name = "certificate_serial")
public class CertificateSerial {
    private static final int HEX = 16;

    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @Column(name = "issuer")
    private String issuer;

    @Column(name = "serial")
    private String serial;

    protected CertificateSerial() {}

    /** @param issuer thumbprint of the issuing authority's certificate */
    public CertificateSerial(String thumbprint, String issuer, BigInteger serial) {
        this.thumbprint = thumbprint;
        this.issuer = issuer;
        this.serial = text(serial);
    }

    /** As it is stored: hexadecimal without leading zeros. */
    public static String text(BigInteger serial) {
        return serial.toString(HEX);
    }

    public String thumbprint() {
        return thumbprint;
    }

    public String issuer() {
        return issuer;
    }

    public BigInteger serial() {
        return new BigInteger(serial, HEX);
    }
}
