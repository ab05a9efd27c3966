package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authority elsewhere that is trusted to certify terminals, or one above it; with what is known of its newest
 * revocation list.
 * Trust ends with words and a time, and does not begin again: what was signed before stays provable. The certificate's bytes are in
 * {@link StoredCertificate}.
 */
@Entity
@Table(name = "external_authority")
public class ExternalAuthority {
    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @Column(name = "issuer")
    private @Nullable String issuer;

    @Column(name = "name")
    private String name;

    @Column(name = "list_address")
    private @Nullable String listAddress;

    @Column(name = "imported_at")
    private Instant importedAt;

    @Column(name = "imported_by")
    private String importedBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "ended_words")
    private @Nullable String endedWords;

    @Column(name = "list_since")
    private @Nullable Instant listSince;

    @Column(name = "list_until")
    private @Nullable Instant listUntil;

    @Column(name = "tried_at")
    private @Nullable Instant triedAt;

    @Column(name = "fault")
    private @Nullable String fault;

    protected ExternalAuthority() {}

    /**
     * @param issuer thumbprint of the authority above it; nothing for one that is trusted for itself
     * @param name for people
     * @param importedBy login, or where it came from
     */
    public ExternalAuthority(
            String thumbprint, Optional<String> issuer, String name, Instant importedAt, String importedBy) {
        this.thumbprint = thumbprint;
        this.issuer = issuer.orElse(null);
        this.name = name;
        this.importedAt = importedAt;
        this.importedBy = importedBy;
    }

    public String thumbprint() {
        return thumbprint;
    }

    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    public String name() {
        return name;
    }

    public Instant importedAt() {
        return importedAt;
    }

    public String importedBy() {
        return importedBy;
    }

    /** Where its list is published, as far as anybody has said. */
    public Optional<String> listAddress() {
        return Optional.ofNullable(listAddress);
    }

    public void publishesAt(String address) {
        listAddress = address;
    }

    /** From when on it is not trusted. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** Why trust has ended. */
    public Optional<String> endedWords() {
        return Optional.ofNullable(endedWords);
    }

    public boolean isInForce() {
        return endedAt == null;
    }

    /** Trust ends, once. */
    public void end(Instant effective, String words) {
        if (endedAt == null) {
            endedAt = effective;
            endedWords = words;
        }
    }

    public Optional<Instant> listSince() {
        return Optional.ofNullable(listSince);
    }

    /** Until when its newest list is good; afterwards later revocations are not known. */
    public Optional<Instant> listUntil() {
        return Optional.ofNullable(listUntil);
    }

    /** When its list was last asked for. */
    public Optional<Instant> triedAt() {
        return Optional.ofNullable(triedAt);
    }

    /** What was wrong then; nothing if it was taken. */
    public Optional<ListFault> fault() {
        return Optional.ofNullable(fault).map(ListFault::valueOf);
    }

    /** A list counts once all that it says has become so. */
    public void published(ForeignList read, Instant now) {
        listSince = read.since();
        listUntil = read.until();
        triedAt = now;
        fault = null;
    }

    public void failed(ListFault why, Instant now) {
        triedAt = now;
        fault = why.name();
    }
}
