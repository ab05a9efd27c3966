package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * The HTTPS listener's certificate in {@code <data-dir>/tls.p12}, and the root that clients trust in
 * {@code <data-dir>/root.pem}; beside it {@code root-sm2.pem} for receipts, where SM2 is in use.
 *
 * <p>A certificate of our own authority is renewed 30 days before its end, or when the host's name has changed; the
 * self-signed stop-gap of a fresh server is replaced. A certificate that somebody else issued is the operator's business
 * and stays.
 */
@ApplicationScoped
@PermitAll
public class ServerCertificate {
    static final String DEFAULT_PASSWORD = "tallystick";

    private static final String ALIAS = "tls";
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final CertificateAuthority authority;
    private final Site site;
    private final Clock clock;

    /**
     * Where it is served.
     *
     * @param password of the key store file
     */
    record Site(Path directory, String host, String password) {
        static Site of(Settings settings) {
            String host = URI.create(settings.baseUrl()).getHost();
            return new Site(
                    settings.dataDir(),
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    settings.optional("tallystick.tls.password").orElse(DEFAULT_PASSWORD));
        }

        Path keyStore() {
            return directory.resolve("tls.p12");
        }
    }

    @Inject
    ServerCertificate(CertificateAuthority authority, Settings settings, Clock clock) {
        this(authority, Site.of(settings), clock);
    }

    ServerCertificate(CertificateAuthority authority, Site site, Clock clock) {
        this.authority = authority;
        this.site = site;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ServerCertificate() {
        this.authority = null;
        this.site = null;
        this.clock = null;
    }

    /**
     * Writes the root for people, and a new certificate for the listener if it is time.
     *
     * @return whether the listener has to load its key store again
     * @throws IllegalStateException if the key store cannot be opened
     */
    public boolean maintain() {
        writeRoots();
        boolean due = current().map(this::isDue).orElse(true);
        if (due) {
            write(authority.certifyServer(site.host(), names()));
        }
        return due;
    }

    /** For people, and for programs that verify. */
    void writeRoots() {
        PrivateFile.createDirectory(site.directory());
        writeRoot("root.pem", authority.root());
        authority.sm2Root().ifPresent(root -> writeRoot("root-sm2.pem", root));
    }

    private void writeRoot(String name, X509Certificate root) {
        PrivateFile.writePublic(site.directory().resolve(name), Pem.of(root).getBytes(StandardCharsets.US_ASCII));
    }

    /** Until when the listener's certificate works; empty while there is none, or its key store does not open. */
    public Optional<Instant> notAfter() {
        try {
            return current().map(certificate -> certificate.getNotAfter().toInstant());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean isDue(X509Certificate certificate) {
        X509Certificate issuer = authority.serverIssuer().certificate();
        if (!X509.isSelfIssued(certificate) && !X509.isNamedIssuer(certificate, issuer)) {
            return false;
        }
        return !X509.isSignedBy(certificate, issuer)
                || certificate
                        .getNotAfter()
                        .toInstant()
                        .minus(RENEWED_BEFORE_END)
                        .isBefore(clock.instant())
                || !hasNames(certificate);
    }

    private boolean hasNames(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        try {
            return extension != null
                    && Arrays.equals(ASN1OctetString.getInstance(extension).getOctets(), names().getEncoded());
        } catch (IOException e) {
            return false;
        }
    }

    private GeneralNames names() {
        Set<String> hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1", site.host()));
        return new GeneralNames(hosts.stream().map(ServerCertificate::name).toArray(GeneralName[]::new));
    }

    private static GeneralName name(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private Optional<X509Certificate> current() {
        if (!Files.exists(site.keyStore())) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    new ByteArrayInputStream(Files.readAllBytes(site.keyStore())),
                    site.password().toCharArray());
            String alias = store.containsAlias(ALIAS) ? ALIAS : store.aliases().nextElement();
            return Optional.ofNullable((X509Certificate) store.getCertificate(alias));
        } catch (GeneralSecurityException | IOException | java.util.NoSuchElementException e) {
            throw new IllegalStateException(
                    "The key store " + site.keyStore()
                            + " cannot be opened with TALLYSTICK_TLS_PASSWORD. Set the password it"
                            + " was written with, or remove the file: a new certificate is then made.",
                    e);
        }
    }

    private void write(VaultKey key) {
        char[] password = site.password().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {key.certificate(), authority.serverIssuer().certificate()};
            store.setKeyEntry(ALIAS, key.privateKey(), password, chain);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            PrivateFile.write(site.keyStore(), bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The key store " + site.keyStore() + " cannot be written", e);
        }
    }
}
