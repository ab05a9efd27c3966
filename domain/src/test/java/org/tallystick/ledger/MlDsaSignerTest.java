package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.tallystick.shared.Sha256;

/** A checkpoint with a further line for ML-DSA-44 (C2SP tlog-cosignature), read with and without its key. */
class MlDsaSignerTest {
    private static final String NAME = "pos.example/ledger/test";
    private static final Instant TIME = Instant.parse("2026-11-29T12:00:00Z");
    private static final NoteSigner LOG =
            NoteSigner.fromSeed(NAME, Sha256.of("seed".getBytes(StandardCharsets.US_ASCII)));
    private static final MlDsaSigner FURTHER =
            MlDsaSigner.fromSeed(NAME, Sha256.of("another seed".getBytes(StandardCharsets.US_ASCII)));
    private static final Checkpoint CHECKPOINT = checkpoint();

    private static Checkpoint checkpoint() {
        TreeHead head = MerkleTreeTest.receipts(5).head();
        return new Checkpoint(NAME, head.size(), head.root());
    }

    private static byte[] plain() {
        return LOG.sign(CHECKPOINT.text()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] note() {
        return FURTHER.addTo(plain(), TIME);
    }

    @Test
    void eitherKeyAloneOpensTheCheckpointAndBothTogether() {
        NoteVerifier read = NoteVerifier.parse(FURTHER.verifier().vkey());
        assertThat(read).isEqualTo(FURTHER.verifier());
        assertThat(read.isCosigner()).isFalse();
        for (List<NoteVerifier> known :
                List.of(List.of(LOG.verifier()), List.of(read), List.of(LOG.verifier(), read))) {
            assertThat(Checkpoint.open(note(), known)).isEqualTo(CHECKPOINT);
        }
        assertThat(SignedNote.parse(note()).verified(List.of(LOG.verifier(), read)))
                .hasSize(2);
        assertThatThrownBy(() -> Checkpoint.open(plain(), List.of(read))).isInstanceOf(UnknownSignerException.class);
        assertThat(FURTHER.hasSigned(note())).isTrue();
        assertThat(FURTHER.hasSigned(plain())).isFalse();
    }

    @Test
    void theLineHasTypeSixATimeAndASignatureOverTheTreeHead() {
        NoteSignature line = SignedNote.parse(note()).signatures().get(1);
        byte[] typed = Base64Text.decode(FURTHER.verifier().vkey().split("\\+", 3)[2], "key");
        assertThat(typed).hasSize(1 + 1312);
        assertThat(typed[0]).isEqualTo((byte) 6);
        byte[] id = Arrays.copyOf(Sha256.of(NoteVerifier.utf8(NAME + "\n"), typed), 4);
        assertThat(line.keyId()).isEqualTo(ByteBuffer.wrap(id).getInt());
        assertThat(line.signature()).hasSize(8 + 2420);
        assertThat(FURTHER.verifier().statedTime(line.signature())).contains(TIME);
    }

    @Test
    void anythingChangedMakesTheWholeNoteWorthNothing() {
        List<NoteVerifier> known = List.of(LOG.verifier(), FURTHER.verifier());
        SignedNote note = SignedNote.parse(note());
        NoteSignature line = note.signatures().get(1);
        for (int at : new int[] {7, 8, 500, 2427}) {
            byte[] flipped = line.signature().clone();
            flipped[at] ^= 1;
            SignedNote spoiled = SignedNote.parse(plain()).with(new NoteSignature(line.name(), line.keyId(), flipped));
            assertThatThrownBy(() -> Checkpoint.open(spoiled.bytes(), known)).isInstanceOf(LedgerFormatException.class);
        }
        Checkpoint other = new Checkpoint(NAME, CHECKPOINT.size() + 1, CHECKPOINT.root());
        SignedNote moved = SignedNote.parse(LOG.sign(other.text()).getBytes(StandardCharsets.UTF_8))
                .with(line);
        assertThatThrownBy(() -> Checkpoint.open(moved.bytes(), known)).isInstanceOf(LedgerFormatException.class);
        byte[] shorter = Arrays.copyOf(line.signature(), 72);
        assertThat(FURTHER.verifier().verify(NoteVerifier.utf8(note.text()), shorter))
                .isFalse();
        assertThat(FURTHER.verifier().verify(NoteVerifier.utf8("no checkpoint\n"), line.signature()))
                .isFalse();
    }

    @Test
    void anotherLogsKeyDoesNotSpeakForThisOne() {
        MlDsaSigner foreign = MlDsaSigner.fromSeed("pos.example/ledger/other", new byte[32]);
        byte[] signed = foreign.addTo(plain(), TIME);
        assertThatThrownBy(() -> Checkpoint.open(signed, List.of(foreign.verifier())))
                .isInstanceOf(UnknownSignerException.class);
    }

    /** Where Java has the algorithm itself: another implementation agrees. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void javasOwnImplementationAgrees() throws Exception {
        byte[] raw =
                Arrays.copyOfRange(Base64Text.decode(FURTHER.verifier().vkey().split("\\+", 3)[2], "key"), 1, 1313);
        byte[] spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(MlDsa.publicKey(raw))
                .getEncoded();
        byte[] timed = SignedNote.parse(note()).signatures().get(1).signature();
        Signature signature = Signature.getInstance("ML-DSA");
        signature.initVerify(
                java.security.KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(spki)));
        signature.update(MlDsa.signed(NAME, TIME.getEpochSecond(), CHECKPOINT));
        assertThat(signature.verify(Arrays.copyOfRange(timed, 8, timed.length))).isTrue();
    }
}
