package org.tallystick.enrolment.service;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The root: its certificate, and its key, which need not be on this server. Thread-safe. */
final class RootHolder {
    private final KeyVault vault;
    private final ThreadLocal<@Nullable VaultKey> brought = new ThreadLocal<>();
    private volatile @Nullable X509Certificate certificate;

    RootHolder(KeyVault vault) {
        this.vault = vault;
    }

    void opened(X509Certificate root) {
        certificate = root;
    }

    /** The certificate, once it is open. */
    Optional<X509Certificate> find() {
        return Optional.ofNullable(certificate);
    }

    X509Certificate certificate() {
        X509Certificate opened = certificate;
        if (opened == null) {
            throw new IllegalStateException("The certificate authority is not open yet");
        }
        return opened;
    }

    /** Whether the key is on this server, or was brought for what this thread does; without it nothing is issued below it. */
    boolean isHere() {
        return brought.get() != null || name().isPresent();
    }

    private Optional<String> name() {
        return vault.nameOf(StoredCertificate.thumbprint(certificate()))
                .filter(name -> vault.place(name) == KeyVault.Place.FILE);
    }

    /** @throws Problem forbidden if it is not here */
    VaultKey key() {
        VaultKey here = brought.get();
        return here != null
                ? here
                : name().map(vault::key)
                        .orElseThrow(() -> new Problem(
                                ProblemType.FORBIDDEN,
                                "The root's key is not on this server, so nothing can be issued below it. Bring it for"
                                        + " a ceremony on the page of keys."));
    }

    /** Does something with a key that was brought for it and is forgotten afterwards. */
    void with(VaultKey key, Runnable ceremony) {
        brought.set(key);
        try {
            ceremony.run();
        } finally {
            brought.remove();
        }
    }

    /** Leaves the certificate alone. */
    void remove() {
        name().ifPresent(vault::remove);
    }
}
