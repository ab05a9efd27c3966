package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import javax.sql.DataSource;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tallystick.enrolment.service.TlsListener;

/** Inside the server: what the product finds there, and what it can do to it. */
@ExtendWith({BareServer.class, ArquillianExtension.class})
class ArquillianSmokeIT {
    private static final char[] PASSWORD = "tallystick".toCharArray();

    @Resource(lookup = "java:jboss/datasources/Tallystick")
    private DataSource services;

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    private DataSource ledger;

    @Inject
    private TlsListener listener;

    @Deployment
    static EnterpriseArchive product() {
        return BareServer.earWith(ArquillianSmokeIT.class, LocalHttp.class, LocalHttp.Trusting.class);
    }

    @Test
    void bothDataSourcesLeadToOneDatabase() throws SQLException {
        try (var one = services.getConnection();
                var other = ledger.getConnection()) {
            assertThat(one.getMetaData().getURL()).isEqualTo(other.getMetaData().getURL());
        }
    }

    @Test
    void theListenerShowsANewCertificateWithoutRestart() throws Exception {
        for (var name : new String[] {"CN=first", "CN=second"}) {
            replaceKeyStore(name);
            listener.reload();
            assertThat(shownCertificate().getSubjectX500Principal()).isEqualTo(new X500Principal(name));
        }
    }

    private static void replaceKeyStore(String name)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        var subject = new X500Principal(name);
        var now = Instant.now();
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(now.minus(Duration.ofHours(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                subject,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("listener", pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
        var file = Path.of(System.getProperty("jboss.server.data.dir"), "tallystick", "tls.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }

    private static X509Certificate shownCertificate() throws IOException {
        int port = 8443 + Integer.getInteger("jboss.socket.binding.port-offset");
        var factory = LocalHttp.trustingContext().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket("localhost", port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
