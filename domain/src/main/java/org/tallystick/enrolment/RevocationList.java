package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;

/** The newest revocation list of an issuer (RFC 5280 section 5), as every node serves it. */
@Entity
@Table(name = "revocation_list")
public class RevocationList {
    @Id
    @Column(name = "issuer")
    private String issuer;

    @Column(name = "number")
    private long number;

    @Column(name = "version")
    private long version;

    @Column(name = "made_at")
    private long madeAt;

    @Column(name = "next_update")
    private long nextUpdate;

    @Column(name = "der")
    private byte[] der;

    protected RevocationList() {}

    /** A place for an issuer's lists, as yet without one. */
    public RevocationList(String issuer) {
        this.issuer = issuer;
        this.version = -1;
        this.der = new byte[0];
    }

    /**
     * Which list follows.
     *
     * @param number one more than the last
     * @param version of the changes to certificates that it knows
     */
    public record Edition(long number, long version, Instant madeAt, Instant nextUpdate) {}

    /** The next list replaces the one before. */
    public void publish(Edition edition, byte[] list) {
        number = edition.number();
        version = edition.version();
        madeAt = edition.madeAt().toEpochMilli();
        nextUpdate = edition.nextUpdate().toEpochMilli();
        der = Arrays.copyOf(list, list.length);
    }

    public Edition edition() {
        return new Edition(number, version, Instant.ofEpochMilli(madeAt), Instant.ofEpochMilli(nextUpdate));
    }

    /** DER bytes of the list; empty before the first. */
    public byte[] der() {
        return der;
    }
}
