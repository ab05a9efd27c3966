package org.tallystick.enrolment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class EstMessagesTest {
    @Test
    void anybodyCanUnpackTheCertificates() throws Exception {
        List<X509Certificate> certificates = List.of(certificate("CN=the longer one"), certificate("CN=two"));
        String text = new String(CertsOnly.encode(certificates), StandardCharsets.US_ASCII);

        assertThat(text.lines()).allMatch(line -> line.length() <= 76).hasSizeGreaterThan(5);
        byte[] der = Base64.getMimeDecoder().decode(text);
        assertThat(List.copyOf(
                        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der))))
                .as("in the order given")
                .isEqualTo(certificates);
    }

    @Test
    void basicCredentialsAreTerminalAndCode() {
        assertThat(credentials("Basic ", "33100001:7K4D-9FXQ"))
                .contains(new EnrolmentCredentials("33100001", "7K4D-9FXQ"));
        assertThat(credentials("bAsIc  ", "33100001:a:b")).contains(new EnrolmentCredentials("33100001", "a:b"));
    }

    @Test
    void anythingElseIsNoCredentials() {
        assertThat(EnrolmentCredentials.of(null)).isEmpty();
        assertThat(EnrolmentCredentials.of("Basic")).isEmpty();
        assertThat(EnrolmentCredentials.of("Basic %%%")).isEmpty();
        assertThat(credentials("Bearer ", "33100001:code")).isEmpty();
        assertThat(credentials("Basic ", "33100001")).isEmpty();
        assertThat(credentials("Basic ", ":code")).isEmpty();
    }

    @Test
    void theCodeIsNotPrinted() {
        assertThat(new EnrolmentCredentials("33100001", "7K4D-9FXQ").toString()).doesNotContain("7K4D");
    }

    private static Optional<EnrolmentCredentials> credentials(String scheme, String plain) {
        return EnrolmentCredentials.of(
                scheme + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    private static X509Certificate certificate(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Date now = Date.from(Instant.parse("2027-01-01T00:00:00Z"));
        X500Name subject = new X500Name(name);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(subject, BigInteger.ONE, now, now, subject, pair.getPublic())
                                .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate())));
    }
}
