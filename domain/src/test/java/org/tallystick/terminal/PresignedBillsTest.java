package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** Bills made in a hurry are bills all the same. */
class PresignedBillsTest {
    private static final SignatureSuite SUITE = SignatureSuite.best();

    @TempDir
    private Path folder;

    private PresignedBills enrolled(SignatureAlgorithm algorithm) throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            Enrolment.enrol(folder.resolve("till"), platform.request(algorithm), Clock.systemUTC());
        }
        return PresignedBills.of(folder.resolve("till"), SUITE, Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource
    void eachIsABillThatFollowsOnTheLastUnderASignatureThatVerifies(SignatureAlgorithm algorithm) throws Exception {
        PresignedBills bills = enrolled(algorithm);
        PublicKey key = TerminalKey.load(StateDirectory.existing(folder.resolve("till")), SUITE)
                .publicKey();
        SignedBill before = null;
        for (int counter = 1; counter <= 3; counter++) {
            SignedBill message = SignedBill.parse(bills.next().toJson());
            Bill bill = Bill.parse(message.payload());
            JwsEntry entry = message.signature().orElseThrow();

            assertThat(bill.counter()).isEqualTo(counter);
            assertThat(bill.previous().orElse(null)).isEqualTo(before == null ? null : before.payloadDigest());
            assertThat(BillHeader.parse(entry, Typ.BILL).alg()).isEqualTo(algorithm);
            assertThat(SUITE.verify(key, algorithm, entry.signingInput(message.payloadB64()), entry.signatureBytes()))
                    .isTrue();
            before = message;
        }
    }

    @Test
    void theSignedTextHasTheSizeThatIsMeasuredWith() throws Exception {
        PresignedBills bills = enrolled(SignatureAlgorithm.ES256);
        bills.next();
        SignedBill message = bills.next();

        assertThat(message.signature().orElseThrow().signingInput(message.payloadB64()).length)
                .isBetween(1_100, 1_350);
    }

    @Test
    void withoutAnEnrolmentThereAreNone() {
        assertThatThrownBy(() -> PresignedBills.of(folder, SUITE, Clock.systemUTC()))
                .isInstanceOf(TerminalException.class);
    }
}
