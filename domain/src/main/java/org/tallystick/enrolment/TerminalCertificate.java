package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a terminal's certificate: issued → delivered, once its issue stands in the ledger → used → suspended, revoked or
 * expired. Before delivery it opens nothing. One that renews another lets that one count until its own key is first used. Its
 * bytes are in {@link StoredCertificate}.
 */
@Entity
@Table(name = "terminal_certificate")
public class TerminalCertificate {
    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "terminal_no")
    private Terminal terminal;

    @Column(name = "series")
    private long series;

    @Column(name = "key_digest")
    private String keyDigest;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "not_after")
    private Instant notAfter;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @Column(name = "renews")
    private @Nullable String renews;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    @Column(name = "suspended_at")
    private @Nullable Instant suspendedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "revocation_reason")
    private @Nullable RevocationReason revocationReason;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    /**
     * What never changes about a certificate.
     *
     * @param thumbprint base64url of the SHA-256 of its DER bytes
     * @param keyDigest base64url of the SHA-256 of its public key (SubjectPublicKeyInfo)
     */
    public record Facts(String thumbprint, String keyDigest, Instant issuedAt, Instant notAfter) {
        /** @param keyDigest of the key that the certificate is for */
        public static Facts of(X509Certificate certificate, String keyDigest) {
            return new Facts(
                    StoredCertificate.thumbprint(certificate),
                    keyDigest,
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    @Column(name = "authority")
    private @Nullable String authority;

    @Column(name = "held")
    private boolean held;

    protected TerminalCertificate() {}

    /** A certificate for the terminal's current series. */
    public TerminalCertificate(Terminal terminal, Facts facts) {
        this.thumbprint = facts.thumbprint();
        this.terminal = terminal;
        this.series = terminal.series();
        this.keyDigest = facts.keyDigest();
        this.issuedAt = facts.issuedAt();
        this.notAfter = facts.notAfter();
    }

    /** A certificate that takes over from an older one of the same device, in the same series. */
    public static TerminalCertificate renewalOf(TerminalCertificate older, Facts facts) {
        TerminalCertificate renewal = new TerminalCertificate(older.terminal, facts);
        renewal.series = older.series;
        renewal.renews = older.thumbprint;
        return renewal;
    }

    /**
     * A certificate that an authority elsewhere has issued, given to the terminal for its current series.
     *
     * @param issuing thumbprint of that authority
     */
    public static TerminalCertificate adopted(Terminal terminal, Facts facts, String issuing) {
        TerminalCertificate adopted = new TerminalCertificate(terminal, facts);
        adopted.authority = issuing;
        return adopted;
    }

    public String thumbprint() {
        return thumbprint;
    }

    public Terminal terminal() {
        return terminal;
    }

    public long series() {
        return series;
    }

    public String keyDigest() {
        return keyDigest;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant notAfter() {
        return notAfter;
    }

    public boolean isDelivered() {
        return deliveredAt != null;
    }

    public boolean isSuspended() {
        return suspendedAt != null;
    }

    /** Thumbprint of the certificate that this one renews. */
    public Optional<String> renews() {
        return Optional.ofNullable(renews);
    }

    /** Thumbprint of the authority elsewhere that has issued it; nothing if the platform has. */
    public Optional<String> authority() {
        return Optional.ofNullable(authority);
    }

    /** Whether its key has been seen at work, or nothing waits for that because the platform issued it and it renews no other. */
    public boolean isProven() {
        return renews == null && authority == null || usedAt != null;
    }

    /** When its revocation was entered; it may count from an earlier time on. */
    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    public Optional<Revocation> revocation() {
        return revokedAt == null || revocationReason == null
                ? Optional.empty()
                : Optional.of(new Revocation(revocationReason, revokedAt));
    }

    public void deliver(Instant now) {
        if (deliveredAt == null) {
            deliveredAt = now;
        }
    }

    /** Its key has signed something: from now on it alone counts. */
    public void use(Instant now) {
        if (usedAt == null) {
            usedAt = now;
        }
    }

    /** Bills stay unsigned from now on, until somebody has looked into it. A second suspension changes nothing. */
    public void suspend(Instant now) {
        if (suspendedAt == null) {
            suspendedAt = now;
        }
    }

    public void resume() {
        suspendedAt = null;
        held = false;
    }

    /** Its authority's list holds it: bills stay unsigned until a later list does so no more. */
    public void hold(Instant now) {
        held = held || suspendedAt == null;
        suspend(now);
    }

    /** Whether it is suspended because of a list, and for no other reason. */
    public boolean isHeld() {
        return held && suspendedAt != null;
    }

    /**
     * Ends the certificate for good. A later call counts only if it makes things worse for the key's holder: a compromise
     * found out afterwards replaces a harmless reason or a later date.
     *
     * @param now when the revocation is entered
     */
    public void revoke(Revocation revocation, Instant now) {
        if (isWorsenedBy(revocation)) {
            revocationReason = revocation.reason();
            revokedAt = revocation.effective();
            decidedAt = decidedAt == null ? now : decidedAt;
        }
    }

    /** Whether this revocation would change anything. */
    public boolean isWorsenedBy(Revocation revocation) {
        return revocation().map(known -> outweighs(revocation, known)).orElse(true);
    }

    private static boolean outweighs(Revocation next, Revocation known) {
        return next.reason().isCompromise() != known.reason().isCompromise()
                ? next.reason().isCompromise()
                : next.effective().isBefore(known.effective());
    }
}
