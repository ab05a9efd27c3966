package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.RenewalReport;

/** The renewal of a terminal whose key TLS does not know: the old key signs the request for the new one. */
final class Sm2Renewal {
    private Sm2Renewal() {}

    /** Has the institution of {@link TestShop} take SM2 keys as well, and enrols one. */
    static TestTill enrol(ServerProcess server, PortalClient operator, String terminal) throws IOException {
        List<Map.Entry<String, String>> form = List.of(
                Map.entry("do", "algorithms"),
                Map.entry("terminals", "ES256"),
                Map.entry("terminals", "SM2SM3"),
                Map.entry("seal", "ES256"));
        assertThat(operator.postFields("/admin/institutions/48023310", form).status())
                .isEqualTo(303);
        return TestTill.enrol(server, terminal, SignatureAlgorithm.SM2SM3);
    }

    /** Renews it when it is time, and looks at what came of it. */
    static void follow(ServerProcess server, TestTill till, Supplier<RenewalReport> renewal) throws Exception {
        RevocationStatus old = RevocationStatus.of(server, till.state());
        assertThat(renewal.get().outcome()).isEqualTo(RenewalReport.Outcome.RENEWED);

        X509Certificate renewed = RevocationStatus.of(server, till.state()).certificate();
        assertThat(X509.isSm2(renewed)).isTrue();
        assertThat(renewed.getPublicKey()).isNotEqualTo(old.certificate().getPublicKey());
        assertThat(renewed.getSubjectX500Principal())
                .isEqualTo(old.certificate().getSubjectX500Principal());
        assertThat(old.listed()).as("the old one has ended").isPresent();
        assertThat(TestAnswer.post(
                                server,
                                "/api/v1/renewals",
                                till.signed(till.next().payload(), till.header(Typ.BILL))
                                        .toJson())
                        .outcome())
                .as("a bill is no statement")
                .isEqualTo("400 header-invalid");
    }
}
