package org.tallystick.verification.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.service.CertificateAuthority;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.shared.service.Settings;
import org.tallystick.verification.TrustAnchors;

/** What this platform trusts: its own root, its own logs, its own audience. */
@ApplicationScoped
class Anchors {
    private final CertificateAuthority authority;
    private final LedgerFiles ledger;
    private final Settings settings;

    @Inject
    Anchors(CertificateAuthority authority, LedgerFiles ledger, Settings settings) {
        this.authority = authority;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Anchors() {
        this(null, null, null);
    }

    TrustAnchors current() {
        TrustAnchors own =
                new TrustAnchors(List.of(authority.root()), ledger.logKeys(), Optional.of(settings.audience()), true);
        return ledger.witnessPolicy().map(own::showing).orElse(own);
    }
}
