package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;

/** A log under its key for ML-DSA-44 alone: what is left should Ed25519 fall. */
class QuantumSafeIT {
    private static final ServerProcess SERVER = TestShop.server();

    @Test
    void thePublicCheckpointAReceiptsProofAndAnAuditHoldUnderThatKeyAlone() throws Exception {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SignedBill bill = till.next();
        TestAnswer answer = till.send(bill);
        TestLedger ledger = TestLedger.of(SERVER).awaitPublished(answer.index());
        NoteVerifier key = ledger.mlDsaKey();
        byte[] note = ledger.checkpoint();

        assertThat(key).isNotEqualTo(ledger.key());
        assertThat(Checkpoint.open(note, List.of(key))).isEqualTo(Checkpoint.open(note, List.of(ledger.key())));
        assertThat(SignedNote.parse(note).verified(List.of(ledger.key(), key))).hasSize(2);
        byte[] file =
                TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill) + ".json").body();
        assertThat(outcome(file, key)).isEqualTo(Outcome.GENUINE);
        assertThat(outcome(file, ledger.key())).isEqualTo(Outcome.GENUINE);
        assertThat(ledger.audit(key, Optional.empty()).checkpoint()).isPresent();
        assertThat(SignedNote.parse(org.tallystick.ledger.TlogProof.parse(
                                        answer.json().string("proof"))
                                .checkpoint())
                        .signatures())
                .as("the checkpoint of a group, which is signed every few milliseconds")
                .hasSize(1);
    }

    private static Outcome outcome(byte[] file, NoteVerifier key) throws Exception {
        var anchors = TrustAnchors.pinned(
                X509.parseAll(Files.readAllBytes(SERVER.data().resolve("root.pem"))), List.of(key));
        return new ReceiptVerifier()
                .verify(
                        file,
                        VerificationContext.offline(anchors, Clock.systemUTC().instant()))
                .outcome();
    }
}
