package org.tallystick.verification.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.service.CertificateAuthority;
import org.tallystick.enrolment.service.ExternalAuthorities;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.shared.service.Settings;
import org.tallystick.timestamping.service.CheckpointTimestamps;
import org.tallystick.verification.TrustAnchors;

/** What this platform trusts: its own roots, its own logs, its own audience; for terminals also authorities elsewhere; for timestamps the configured authority's roots. */
@ApplicationScoped
class Anchors {
    private final CertificateAuthority authority;
    private final LedgerFiles ledger;
    private final CheckpointTimestamps timestamps;
    private final ExternalAuthorities external;
    private final Settings settings;

    @Inject
    Anchors(
            CertificateAuthority authority,
            LedgerFiles ledger,
            CheckpointTimestamps timestamps,
            ExternalAuthorities external,
            Settings settings) {
        this.authority = authority;
        this.ledger = ledger;
        this.timestamps = timestamps;
        this.external = external;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Anchors() {
        this(null, null, null, null, null);
    }

    TrustAnchors current() {
        List<X509Certificate> roots = new ArrayList<>();
        roots.add(authority.root());
        authority.sm2Root().ifPresent(roots::add);
        TrustAnchors own = new TrustAnchors(roots, ledger.logKeys(), Optional.of(settings.audience()), true)
                .withTimestampRoots(timestamps.foreignRoots())
                .withTerminalRoots(external.tops());
        return ledger.witnessPolicy().map(own::showing).orElse(own);
    }
}
