package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSubjectTest {
    private static final TerminalSubject SUBJECT =
            new TerminalSubject("48021000", "898110153110001", "10000001", 3, "SN-2026/00.17");

    @Test
    void isReadBackFromTheCertificate() {
        assertThat(of(SUBJECT.toName())).isEqualTo(SUBJECT);
    }

    @Test
    void isTheSameInAnyOrder() {
        assertThat(of(new X500Name(
                        "dnQualifier=3,O=48021000,CN=10000001,OU=898110153110001,serialNumber=SN-2026/00.17")))
                .isEqualTo(SUBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=10000001,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3,C=CN",
                "CN=10000001,CN=10000002,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=10000001+L=somewhere far away,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=10000001+serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=1000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=1000000é,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=3",
                "CN=10000001,serialNumber=S1,OU=89811015311000,O=48021000,dnQualifier=3",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=4802100,dnQualifier=3",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=480210001234,dnQualifier=3",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=0",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=03",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=-3",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=99999999999999999999",
                "CN=10000001,serialNumber=S1,OU=898110153110001,O=48021000,dnQualifier=three"
            })
    void refusesEveryOtherName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(new X500Name(name)));
    }

    private static TerminalSubject of(X500Name name) {
        return TerminalSubject.of(TestCertificates.with(name, List.of()));
    }
}
