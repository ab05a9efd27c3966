package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "6V9OVLN/6eQvSiJzbTiihoX8lfHAl8NyvXzLMTNO2uc=";
    private static final NoteVerifier LOG = NoteVerifier.parse(SignedNoteTest.LOG_KEY);
    private static final NoteVerifier WITNESS = NoteVerifier.parse(SignedNoteTest.WITNESS_KEY);

    @Test
    void opensUnderTheKeyOfItsLog() {
        Checkpoint checkpoint = Checkpoint.open(Resources.bytes("checkpoint-5.txt"), List.of(LOG, WITNESS));
        assertThat(checkpoint.origin()).isEqualTo("pos.example/ledger/test");
        assertThat(checkpoint.head()).isEqualTo(MerkleTreeTest.receipts(5).head());
    }

    @Test
    void aWitnessAloneDoesNotMakeACheckpoint() {
        byte[] note = Resources.bytes("checkpoint-5.txt");
        assertThatThrownBy(() -> Checkpoint.open(note, List.of(WITNESS))).isInstanceOf(UnknownSignerException.class);
    }

    @Test
    void theKeyOfOneLogDoesNotSpeakForAnother() {
        NoteSigner other = NoteSigner.fromSeed("pos.example/ledger/other", new byte[32]);
        byte[] note = other.sign("pos.example/ledger/test\n5\n" + ROOT + "\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Checkpoint.open(note, List.of(other.verifier(), LOG)))
                .isInstanceOf(UnknownSignerException.class);
    }

    @Test
    void aCosignerWithTheNameOfTheLogIsNotTheLog() {
        String text = "pos.example/ledger/test\n5\n" + ROOT + "\n";
        NoteCosigner impostor = NoteCosigner.fromSeed("pos.example/ledger/test", new byte[32]);
        byte[] note = new SignedNote(text, List.of(impostor.cosign(text, Instant.ofEpochSecond(1)))).bytes();
        assertThatThrownBy(() -> Checkpoint.open(note, List.of(impostor.verifier(), LOG)))
                .isInstanceOf(UnknownSignerException.class);
    }

    @Test
    void aCosignatureThatDoesNotVerifySpoilsIt() {
        String text = "pos.example/ledger/test\n5\n" + ROOT + "\n";
        NoteSigner log = NoteSigner.fromSeed("pos.example/ledger/test", new byte[32]);
        NoteCosigner witness = NoteCosigner.fromSeed("w", new byte[32]);
        NoteSignature misplaced = witness.cosign("another\n", Instant.ofEpochSecond(1));
        byte[] note = SignedNote.parse(log.sign(text).getBytes(StandardCharsets.UTF_8))
                .with(misplaced)
                .bytes();
        assertThat(Checkpoint.open(note, List.of(log.verifier())).size()).isEqualTo(5);
        assertThatThrownBy(() -> Checkpoint.open(note, List.of(log.verifier(), witness.verifier())))
                .isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void extensionLinesAreCoveredAndSkipped() {
        assertThat(Checkpoint.parse("o\n5\n" + ROOT + "\nextension\n"))
                .isEqualTo(Checkpoint.parse("o\n5\n" + ROOT + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n5\n",
                "\n5\n" + ROOT + "\n",
                "o\n05\n" + ROOT + "\n",
                "o\n-5\n" + ROOT + "\n",
                "o\n+5\n" + ROOT + "\n",
                "o\n5 \n" + ROOT + "\n",
                "o\n\u0665\n" + ROOT + "\n",
                "o\n9223372036854775808\n" + ROOT + "\n",
                "o\n5\nAAAA\n",
                "o\n5\n6V9OVLN/6eQvSiJzbTiihoX8lfHAl8NyvXzLMTNO2ud=\n",
                "o\n5\n" + ROOT,
                "o\n5\n" + ROOT + "\n\n",
                "o\n0\n" + ROOT + "\n"
            })
    void anythingElseIsMalformed(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void theTextOfACheckpointIsParsedBack() {
        Checkpoint checkpoint = new Checkpoint(
                "o", Long.MAX_VALUE, MerkleTreeTest.receipts(5).head().root());
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }
}
