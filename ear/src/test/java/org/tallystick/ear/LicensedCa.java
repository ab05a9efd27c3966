package org.tallystick.ear;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.tallystick.enrolment.LicensedAuthority;
import org.tallystick.enrolment.LicensedAuthority.Entry;
import org.tallystick.enrolment.LicensedAuthority.Wish;

/** A licensed authority in this process: a root, an authority below it, and a list at an address. */
final class LicensedCa {
    static final String HOST = "127.0.0.1";

    private static final Instant NOW = Clock.systemUTC().instant();

    /** That which the shop's server trusts by its configuration. */
    private static final class Holder {
        private static final LicensedCa CONFIGURED = new LicensedCa("Configured");
        private static final Path FOLDER = write();

        private static Path write() {
            try {
                Path folder = Files.createTempDirectory("licensed");
                Files.createDirectory(folder.resolve("48023310"));
                Files.write(folder.resolve("48023310").resolve("licensed.pem"), CONFIGURED.chain());
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final LicensedAuthority root;
    private final LicensedAuthority issuing;
    private final HttpServer server;
    private volatile byte[] list = new byte[0];

    LicensedCa(String name) {
        root = LicensedAuthority.root("RSA-2048", Wish.authority("C=CN,O=" + name + ",CN=Root", 1, NOW));
        issuing = root.below("P-256", Wish.authority("C=CN,O=" + name + ",CN=Issuing", 0, NOW));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(list.length == 0 ? 404 : 200, list.length == 0 ? -1 : list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        server.start();
    }

    static LicensedCa configured() {
        return Holder.CONFIGURED;
    }

    /** For the setting {@code tallystick.enrolment.external-authorities}. */
    static Path folder() {
        return Holder.FOLDER;
    }

    X509Certificate rootCertificate() {
        return root.certificate();
    }

    X509Certificate issuingCertificate() {
        return issuing.certificate();
    }

    /** Both authorities, the wrong way round, PEM. */
    byte[] chain() {
        return LicensedAuthority.pem(root.certificate(), issuing.certificate());
    }

    String listAddress(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/issuing.crl";
    }

    /** A certificate for the key of a signing request, as somebody who knows nothing of terminals would make it. */
    X509Certificate certify(byte[] request, String subject) {
        return certify(key(request), subject);
    }

    X509Certificate certify(PublicKey key, String subject) {
        return issuing.certify(
                key, Wish.terminal(subject, Clock.systemUTC().instant()).listAt(listAddress(HOST)));
    }

    /** Publishes a list that is good until then, longer ago made than any before it was not. */
    void publish(Instant from, Instant until, Entry... entries) {
        list = issuing.list(from, until, entries);
    }

    /** Publishes a list that is good for a week. */
    void publish(Entry... entries) {
        Instant now = Clock.systemUTC().instant();
        publish(now, now.plus(Duration.ofDays(7)), entries);
    }

    byte[] list() {
        return list.clone();
    }

    private static PublicKey key(byte[] request) {
        try (PEMParser parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(request), StandardCharsets.US_ASCII))) {
            return new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject()).getPublicKey();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
