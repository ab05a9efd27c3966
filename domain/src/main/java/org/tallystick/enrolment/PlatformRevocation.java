package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The end of one of the platform's own certificates, a seal's or an authority's, before its time. It is for good. */
@Entity
@Table(name = "platform_revocation")
public class PlatformRevocation {
    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @Enumerated(EnumType.STRING)
    @Column(name = "revocation_reason")
    private RevocationReason reason;

    @Column(name = "revoked_at")
    private Instant effective;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected PlatformRevocation() {}

    public PlatformRevocation(String thumbprint, Revocation revocation, Instant decidedAt) {
        this.thumbprint = thumbprint;
        this.reason = revocation.reason();
        this.effective = revocation.effective();
        this.decidedAt = decidedAt;
    }

    public String thumbprint() {
        return thumbprint;
    }

    public Revocation revocation() {
        return new Revocation(reason, effective);
    }

    public Instant decidedAt() {
        return decidedAt;
    }
}
