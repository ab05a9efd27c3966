package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

class CertificateRoleTest {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    @Test
    void isHeldOnlyByItsOwnIdentifier() {
        X509Certificate terminal = with(List.of(CertificateRole.TERMINAL.oid()));
        X509Certificate seal = with(List.of(SERVER_AUTH, CertificateRole.SEAL.oid()));

        assertThat(CertificateRole.TERMINAL.heldBy(terminal)).isTrue();
        assertThat(CertificateRole.SEAL.heldBy(terminal)).isFalse();
        assertThat(CertificateRole.SEAL.heldBy(seal)).isTrue();
        assertThat(CertificateRole.TERMINAL.heldBy(seal)).isFalse();
    }

    @Test
    void isNotGivenByAnyOtherUsage() {
        assertThat(CertificateRole.TERMINAL.heldBy(with(List.of(SERVER_AUTH)))).isFalse();
        assertThat(CertificateRole.TERMINAL.heldBy(with(List.of("2.5.29.37.0"))))
                .isFalse();
        assertThat(CertificateRole.TERMINAL.heldBy(with(List.of()))).isFalse();
    }

    private static X509Certificate with(List<String> usages) {
        return TestCertificates.with(new X500Name("CN=any"), usages);
    }
}
