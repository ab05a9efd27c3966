package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.tallystick.access.Role;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.X509;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TerminalException;
import org.tallystick.terminal.Trouble;

/** The institution of {@link TestShop} for SM2 after its choice, and the first sale of its first terminal. */
final class Sm2Sale {
    static final String PAGE = "/admin/institutions/" + TestShop.SM2_ACQUIRER;

    private static final ServerProcess SERVER = TestShop.server();

    private final PortalClient operator;
    private final String refusedBefore;
    private final TestTill till;
    private final SignedBill bill;
    private final TestAnswer answer;
    private final byte[] file;

    private static final class Holder {
        private static final Sm2Sale SALE = sell();
    }

    private Sm2Sale() throws IOException {
        String terminal = TestShop.freeSm2Terminal();
        refusedBefore = refusal(terminal, SignatureAlgorithm.SM2SM3);
        operator = PortalAccounts.of(SERVER).signIn(TestShop.SM2_OPERATOR, Role.OPERATOR);
        assertThat(operator.post(PAGE, Map.of("do", "algorithms", "terminals", "SM2SM3", "seal", "SM2SM3"))
                        .status())
                .isEqualTo(303);
        // The directory of the refused attempt has its key and goes on with it.
        till = TestTill.enrol(SERVER, terminal, SignatureAlgorithm.SM2SM3);
        bill = till.next();
        answer = till.send(bill);
        TestLedger.of(SERVER, TestShop.SM2_ACQUIRER).awaitPublished(answer.index());
        file = TestAnswer.get(SERVER, "/r/" + code() + ".json").body();
    }

    private static Sm2Sale sell() {
        try {
            return new Sm2Sale();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sm2Sale get() {
        return Holder.SALE;
    }

    PortalClient operator() {
        return operator;
    }

    /** What the terminal was told before the institution had chosen. */
    String refusedBefore() {
        return refusedBefore;
    }

    TestTill till() {
        return till;
    }

    TestAnswer answer() {
        return answer;
    }

    /** The receipt file. */
    byte[] file() {
        return file;
    }

    String code() {
        return TestTill.codeOf(bill);
    }

    /** The stored receipt. */
    byte[] receipt() {
        return answer.receipt();
    }

    /** The same receipt over another payload. */
    byte[] forged() {
        Receipt receipt = Receipt.parse(receipt());
        String payload = new String(receipt.payload(), StandardCharsets.UTF_8).replace("1230", "1231");
        return new String(receipt.bytes(), StandardCharsets.UTF_8)
                .replace(receipt.payloadB64(), Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The certificate that an entry names, from the receipt file. */
    X509Certificate certificate(JwsEntry entry) {
        byte[] header = Base64Url.decode(entry.protectedHeader());
        String thumbprint = StrictJson.parse(header, StrictJson.Limits.BILL).string("x5t#S256");
        return certificates().stream()
                .filter(each -> StoredCertificate.thumbprint(each).equals(thumbprint))
                .findFirst()
                .orElseThrow();
    }

    List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        try {
            for (String base64 :
                    StrictJson.parse(file, StrictJson.Limits.UPLOAD).strings("certificates")) {
                all.add(X509.parse(Base64.getDecoder().decode(base64)));
            }
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** Why the platform does not certify a key of this algorithm for the terminal. */
    static String refusal(String terminal, SignatureAlgorithm algorithm) {
        TerminalException refused =
                catchThrowableOfType(TerminalException.class, () -> TestTill.enrol(SERVER, terminal, algorithm));
        assertThat(refused.trouble()).isEqualTo(Trouble.REFUSED);
        return refused.getMessage();
    }
}
