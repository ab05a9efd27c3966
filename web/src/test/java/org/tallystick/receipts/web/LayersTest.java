package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.receipts.web.Reports.check;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Verdict;

class LayersTest {

    @Test
    void areAlwaysThreeInTheSameOrder() {
        for (Outcome outcome : List.of(Outcome.GENUINE, Outcome.NOT_GENUINE, Outcome.UNKNOWN)) {
            assertThat(Layers.of(Reports.genuine().outcome(outcome).shown()))
                    .extracting(Layer::name)
                    .containsExactly("Cardholder signature", "Terminal signature", "Platform seal and ledger");
        }
    }

    @Test
    void sayWhyNoSignatureOfTheCardholderIsNeeded() {
        Layer layer = Layers.of(Reports.genuine()
                        .cardholder(SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT, SignatureStatus.NOT_REQUIRED)
                        .with(check("cardholder-signature", Verdict.PASS, "not-required"))
                        .shown())
                .get(0);

        assertThat(layer.tone()).isEqualTo("wait");
        assertThat(layer.status()).isEqualTo("No signature needed");
        assertThat(layer.note()).startsWith("Small amount");
    }

    @Test
    void countASignatureWhoseImageIsKeptElsewhere() {
        Layer layer = Layers.of(Reports.genuine()
                        .with(check("cardholder-signature", Verdict.PASS, "image-absent"))
                        .shown())
                .get(0);

        assertThat(layer.status()).isEqualTo("Signed");
        assertThat(layer.note()).contains("image");
    }

    @Test
    void nameTheCauseOfAMissingTerminalSignature() {
        Layer layer = Layers.of(Reports.unsigned(Cause.CERT_EXPIRED).shown()).get(1);

        assertThat(layer.tone()).isEqualTo("warn");
        assertThat(layer.status()).isEqualTo("Unsigned");
        assertThat(layer.note()).contains("certificate had expired");
    }

    @Test
    void keepAFailureOfOneLayerOutOfTheOthers() {
        List<Layer> layers = Layers.of(Reports.genuine()
                .outcome(Outcome.NOT_GENUINE)
                .with(check("in-ledger", Verdict.FAIL, "inclusion"))
                .shown());

        assertThat(layers.get(1).tone()).isEqualTo("ok");
        assertThat(layers.get(2).tone()).isEqualTo("bad");
    }

    @Test
    void sayNothingAboutACardholderWhomNoSignatureVouchesFor() {
        Layer layer = Layers.of(Reports.genuine().outcome(Outcome.NOT_GENUINE).shown())
                .get(0);

        assertThat(layer.status()).isEqualTo("Could not be checked");
    }
}
