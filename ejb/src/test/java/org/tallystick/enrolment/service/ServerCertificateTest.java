package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;

class ServerCertificateTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    Path data;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(data);
        platform.authority.open();
    }

    @Test
    void theListenerGetsACertificateForItsNamesFromOurAuthority() throws Exception {
        assertThat(server("pos.example").maintain()).isTrue();

        Certificate[] chain = keyStore().getCertificateChain("tls");
        X509Certificate certificate = (X509Certificate) chain[0];
        assertThat(certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1).toString())
                        .toList())
                .containsExactlyInAnyOrder("localhost", "pos.example", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        certificate.verify(chain[1].getPublicKey());
        chain[1].verify(platform.authority.root().getPublicKey());
        assertThat(keyStore().getKey("tls", PASSWORD)).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tls.p12"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theRootIsThereForPeople() throws Exception {
        server("pos.example").maintain();

        try (InputStream pem = Files.newInputStream(data.resolve("root.pem"))) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem))
                    .isEqualTo(platform.authority.root());
        }
    }

    @Test
    void aFreshCertificateStaysAndAnOldOneIsRenewed() throws Exception {
        server("pos.example").maintain();
        Certificate first = keyStore().getCertificate("tls");
        assertThat(server("pos.example").maintain()).isFalse();
        assertThat(keyStore().getCertificate("tls")).isEqualTo(first);

        platform.clock.advance(Duration.ofDays(60));
        assertThat(server("pos.example").maintain()).isTrue();
        assertThat(keyStore().getCertificate("tls")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "other.example", "::1", "2001:db8::1", "192.0.2.7"})
    void anotherHostNeedsAnotherCertificateOnce(String host) {
        server("pos.example").maintain();
        assertThat(server(host).maintain()).isTrue();
        assertThat(server(host).maintain()).isFalse();
    }

    @Test
    void theStopGapIsReplacedAndAForeignCertificateIsNot() throws Exception {
        CertificateProfile profile = new CertificateProfile(new SecureRandom());
        Period period =
                new Period(platform.clock.instant(), platform.clock.instant().plus(Duration.ofDays(1)));
        VaultKey stopGap = profile.root(KeyFamily.ECDSA, new X500Name("CN=localhost"), period);
        store(stopGap);
        assertThat(server("pos.example").maintain()).isTrue();

        KeyPair pair = profile.generateKey(KeyFamily.ECDSA);
        Applicant applicant = new Applicant(new X500Name("CN=pos.example"), pair.getPublic());
        VaultKey foreign = new VaultKey(
                pair.getPrivate(),
                profile.signer(
                        stopGap,
                        applicant,
                        AuthorityKind.TLS.purpose(),
                        period,
                        new CertificateProfile.Addresses("https://pos.example")));
        store(foreign);
        assertThat(server("pos.example").maintain()).isFalse();
        assertThat(keyStore().getCertificate("server")).isEqualTo(foreign.certificate());
    }

    @Test
    void aFileUnderAnotherPasswordIsNotOverwritten() throws Exception {
        Files.write(data.resolve("tls.p12"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> server("pos.example").maintain())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TALLYSTICK_TLS_PASSWORD");
        assertThat(Files.size(data.resolve("tls.p12"))).isEqualTo(3);
    }

    private ServerCertificate server(String host) {
        return new ServerCertificate(
                platform.authority, new ServerCertificate.Site(data, host, new String(PASSWORD)), platform.clock);
    }

    private KeyStore keyStore() throws Exception {
        return KeyStore.getInstance(data.resolve("tls.p12").toFile(), PASSWORD);
    }

    private void store(VaultKey key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.privateKey(), PASSWORD, new Certificate[] {key.certificate()});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        Files.write(data.resolve("tls.p12"), bytes.toByteArray());
    }
}
