package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * Under which authorities a terminal proves itself in TLS: those for terminals and no other, not even the root. They stand in
 * {@code <data-dir>/terminals.p12} for the listener and follow the database. Whether a certificate counts is asked afterwards,
 * from the database ({@link RenewalService}).
 */
@ApplicationScoped
@PermitAll
public class TerminalTrust {
    private final CertificateRepository certificates;
    private final Path file;
    private final String password;

    @Inject
    TerminalTrust(CertificateRepository certificates, Settings settings) {
        this(
                certificates,
                settings.dataDir(),
                settings.optional("tallystick.tls.password").orElse(ServerCertificate.DEFAULT_PASSWORD));
    }

    TerminalTrust(CertificateRepository certificates, Path directory, String password) {
        this.certificates = certificates;
        this.file = directory.resolve("terminals.p12");
        this.password = password;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalTrust() {
        this.certificates = null;
        this.file = null;
        this.password = null;
    }

    /**
     * Writes the file anew if authorities have been added or revoked, and at first: the listener does not load a file that is missing.
     *
     * @return whether the listener has to load it again
     */
    public boolean maintain() {
        Set<String> wanted = certificates.thumbprints(StoredCertificate.Role.TERMINAL_CA).stream()
                .filter(thumbprint ->
                        isForTls(certificates.find(thumbprint).orElseThrow().certificate()))
                .collect(Collectors.toSet());
        boolean due = !Files.exists(file) || !written().equals(aliases(wanted));
        if (due) {
            write(wanted);
        }
        return due;
    }

    /** TLS has no SM2 here: such terminals renew in statements that they sign. */
    private boolean isForTls(X509Certificate certificate) {
        return !X509.isSm2(certificate) && !certificates.isEnded(certificate);
    }

    /** An unreadable file is written anew: it holds nothing that the database does not. */
    private Set<String> written() {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.toCharArray());
            return new HashSet<>(Collections.list(store.aliases()));
        } catch (GeneralSecurityException | IOException e) {
            return Set.of();
        }
    }

    private void write(Set<String> thumbprints) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (String thumbprint : thumbprints) {
                store.setCertificateEntry(
                        alias(thumbprint),
                        certificates.find(thumbprint).orElseThrow().certificate());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password.toCharArray());
            PrivateFile.write(file, bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The file " + file + " cannot be written", e);
        }
    }

    private static Set<String> aliases(Set<String> thumbprints) {
        Set<String> aliases = new HashSet<>();
        thumbprints.forEach(thumbprint -> aliases.add(alias(thumbprint)));
        return aliases;
    }

    /** Aliases do not know capitals: hexadecimal instead of base64url. */
    private static String alias(String thumbprint) {
        return HexFormat.of().formatHex(Base64Url.decode(thumbprint));
    }
}
