package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MemoryLog;
import picocli.CommandLine;

/** The audit of a log on a server whose certificate only the auditor's own file vouches for. */
class LedgerAuditOverHttpsTest {
    private static final String PREFIX = "/ledger/test/";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        MemoryLog.ofBills(5_000).save(directory);
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Certificate certificate = certificate(pair);
        Files.writeString(directory.resolve("ca.pem"), pem(certificate));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(pair, certificate)));
        server.createContext(PREFIX, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static X509Certificate certificate(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=localhost");
        Instant now = Clock.systemUTC().instant();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                name,
                                pair.getPublic())
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static SSLContext tls(KeyPair pair, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        boolean forAuditors = name.startsWith("tile/entries");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (forAuditors && !"Bearer secret".equals(token)) {
            exchange.sendResponseHeaders(401, -1);
        } else if (Files.isRegularFile(directory.resolve(name))) {
            byte[] file = Files.readAllBytes(directory.resolve(name));
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private int audit(String... more) {
        CommandLine command = new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String url = "https://localhost:" + server.getAddress().getPort() + PREFIX;
        String[] arguments = {"audit", url, "--log", MemoryLog.SIGNER.verifier().vkey()};
        return command.execute(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void aTokenOpensTheEntries() {
        assertThat(audit("--ca", directory.resolve("ca.pem").toString(), "--token", "secret"))
                .isZero();
        assertThat(out.toString()).contains("5000 entries hashed again").doesNotContain("Note");
    }

    @Test
    void withoutATokenTheTreeIsAudited() {
        assertThat(audit("--ca", directory.resolve("ca.pem").toString())).isZero();
        assertThat(out.toString()).contains("0 entries hashed again", "Note  Entries not readable");
    }

    @Test
    void aServerThatNobodyTrustedVouchesForIsNotAsked() {
        assertThat(audit()).isEqualTo(2);
        assertThat(err.toString()).contains("--ca");
    }
}
