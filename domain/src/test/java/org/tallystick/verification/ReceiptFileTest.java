package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;

class ReceiptFileTest {
    private static final ReceiptFile GENUINE = new TestPlatform().genuine();

    @Test
    void whatIsWrittenIsRead() {
        ReceiptFile read = ReceiptFile.parse(GENUINE.toJson());
        assertThat(read).isEqualTo(GENUINE).hasSameHashCodeAs(GENUINE);
        assertThat(read.receipt()).isEqualTo(GENUINE.receipt());
        assertThat(read.proof()).isEqualTo(GENUINE.proof());
        assertThat(read.certificates()).isEqualTo(GENUINE.certificates());
    }

    @Test
    void aStoredReceiptAloneIsAReceiptFile() {
        ReceiptFile read = ReceiptFile.parse(GENUINE.receipt());
        assertThat(read.receipt()).isEqualTo(GENUINE.receipt());
        assertThat(read.proof()).isEmpty();
    }

    @Test
    void proofAndCertificatesMayComeByAnotherWay() {
        ReceiptFile read = ReceiptFile.parse(GENUINE.receipt())
                .withProof(GENUINE.proof().orElseThrow())
                .withCertificates(GENUINE.certificates());
        assertThat(read)
                .isEqualTo(new ReceiptFile(GENUINE.receipt(), GENUINE.proof(), GENUINE.certificates(), List.of()));
    }

    @Test
    void unknownMembersAndMissingExtrasAreNoFault() {
        String file = "{\"receipt\":\"e30\",\"remark\":\"for the tax office\",\"proof\":null}";
        ReceiptFile read = ReceiptFile.parse(file.getBytes(StandardCharsets.UTF_8));
        assertThat(read)
                .isEqualTo(
                        new ReceiptFile("{}".getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of(), List.of()));
    }

    @Test
    void aCertificateMustBeExactlyOneInDerForm() {
        String der = CertificateFiles.base64(GENUINE.certificates().get(0));
        String pem = "-----BEGIN CERTIFICATE-----";
        // A signature's length varies, so only two certificates of three end in padding: one padded too little,
        // or one padded where nothing is to pad.
        String misPadded = der.endsWith("=") ? der.substring(0, der.length() - 1) : der + "=";
        for (String wrong : List.of(der.substring(4), der + der, pem, "", "MIIB", misPadded, " " + der)) {
            String file = "{\"receipt\":\"e30\",\"certificates\":[\"" + wrong + "\"]}";
            assertThatThrownBy(() -> ReceiptFile.parse(file.getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("certificates[0]");
        }
    }
}
