package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.service.Settings;

/** The key that signs reports of audits on the platform, {@code <host>/audits}: no log's, so that a report is never taken for a checkpoint. */
@ApplicationScoped
@PermitAll
public class ReportKey {
    private final LogKeys keys;
    private final Settings settings;

    @Inject
    ReportKey(LogKeys keys, Settings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReportKey() {
        this(null, null);
    }

    /** @return the signed note; the key is made at the first report */
    public String sign(String text) {
        return keys.createForReports(name()).sign(text);
    }

    public NoteVerifier verifier() {
        return keys.createForReports(name()).verifier();
    }

    private String name() {
        return settings.host() + "/audits";
    }
}
