package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.ledger.MlDsaSigner;
import org.tallystick.shared.service.Settings;

/**
 * Signs published checkpoints with ML-DSA-44 besides Ed25519 (TLOG.md 5), unless {@code tallystick.ledger.ml-dsa} is off. Only the
 * public ones: groups are committed every few milliseconds, and nobody keeps their checkpoints for decades.
 */
@ApplicationScoped
@PermitAll
public class QuantumSafeKeys {
    private final LogKeys keys;
    private final boolean wanted;
    private final Clock clock;
    private final Map<String, MlDsaSigner> signers = new ConcurrentHashMap<>();

    @Inject
    QuantumSafeKeys(LogKeys keys, Settings settings, Clock clock) {
        this(keys, settings.flag("tallystick.ledger.ml-dsa"), clock);
    }

    QuantumSafeKeys(LogKeys keys, boolean wanted, Clock clock) {
        this.keys = keys;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected QuantumSafeKeys() {
        this(null, false, null);
    }

    /** The log's further public key as vkey text; nothing if it is off. */
    public Optional<String> verifierKey(LedgerLog log) {
        return wanted ? Optional.of(signer(log).verifier().vkey()) : Optional.empty();
    }

    /** The signed checkpoint with one more line, or as it is. */
    byte[] addTo(LedgerLog log, byte[] checkpoint) {
        return wanted ? signer(log).addTo(checkpoint, clock.instant()) : checkpoint;
    }

    private MlDsaSigner signer(LedgerLog log) {
        return signers.computeIfAbsent(log.origin(), keys::mlDsa);
    }
}
