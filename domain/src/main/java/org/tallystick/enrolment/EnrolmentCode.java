package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.OneTimeCode;

/**
 * A one-time enrolment code as the platform keeps it: hashed.
 *
 * <p>Life: <i>open</i> → <i>used</i> (it has issued a certificate), or <i>dead</i> after {@value #TRIES} wrong codes
 * for its terminal, <i>expired</i>, or <i>withdrawn</i> because a newer one was made. Only an open code opens anything.
 */
@Entity
@Table(name = "enrolment_code")
public class EnrolmentCode {
    /** Wrong codes that a terminal's open code survives, and one more kills it. */
    public static final int TRIES = 5;

    @Id
    @Column(name = "code_hash")
    private String codeHash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "terminal_no")
    private Terminal terminal;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "wrong_tries")
    private int wrongTries;

    @Column(name = "withdrawn")
    private boolean withdrawn;

    @Column(name = "thumbprint")
    private @Nullable String thumbprint;

    protected EnrolmentCode() {}

    public EnrolmentCode(OneTimeCode code, Terminal terminal, Instant createdAt, Instant expiresAt) {
        this.codeHash = code.hash();
        this.terminal = terminal;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public String codeHash() {
        return codeHash;
    }

    public Terminal terminal() {
        return terminal;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean isDead() {
        return wrongTries >= TRIES;
    }

    public boolean isWithdrawn() {
        return withdrawn;
    }

    /** Neither used nor withdrawn: wrong codes count against it. */
    public boolean isPending() {
        return thumbprint == null && !withdrawn;
    }

    /** The certificate that this code has issued. */
    public Optional<String> thumbprint() {
        return Optional.ofNullable(thumbprint);
    }

    public void countWrongTry() {
        wrongTries++;
    }

    public void withdraw() {
        withdrawn = true;
    }

    public void useFor(String issuedThumbprint) {
        thumbprint = issuedThumbprint;
    }
}
