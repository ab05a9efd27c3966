package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Sha256;

class SignedNoteTest {
    private static final String LOG_NAME = "pos.example/ledger/test";
    static final String LOG_KEY = "pos.example/ledger/test+a22c999f+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm";
    static final String WITNESS_KEY = "regulator.example/w1+eb9cd653+BN+GARmBG3ZTJJSX8/UQnTezIZRqgCkLwWQCBUNSL47c";
    private static final byte[] LOG_SEED = Sha256.of("seed".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] WITNESS_SEED = Sha256.of("witness seed".getBytes(StandardCharsets.US_ASCII));
    private static final Instant COSIGNED = Instant.ofEpochSecond(1_679_315_147);

    @Test
    void checkpointAndCosignatureComeOutByteForByte() {
        NoteSigner log = NoteSigner.fromSeed(LOG_NAME, LOG_SEED);
        NoteCosigner witness = NoteCosigner.fromSeed("regulator.example/w1", WITNESS_SEED);
        assertThat(log.verifier().vkey()).isEqualTo(LOG_KEY);
        assertThat(witness.verifier().vkey()).isEqualTo(WITNESS_KEY);
        TreeHead head = MerkleTreeTest.receipts(5).head();
        String text = new Checkpoint(LOG_NAME, head.size(), head.root()).text();
        SignedNote note = SignedNote.parse(log.sign(text).getBytes(StandardCharsets.UTF_8))
                .with(witness.cosign(text, COSIGNED));
        assertThat(note.bytes()).isEqualTo(Resources.bytes("checkpoint-5.txt"));
    }

    @Test
    void aCosignatureStatesItsTime() {
        NoteVerifier witness = NoteVerifier.parse(WITNESS_KEY);
        NoteSignature line = SignedNote.parse(Resources.bytes("checkpoint-5.txt"))
                .verified(List.of(witness))
                .get(0);
        assertThat(witness.isCosigner()).isTrue();
        assertThat(witness.statedTime(line.signature())).contains(COSIGNED);
        assertThat(NoteVerifier.parse(LOG_KEY).statedTime(line.signature())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "c2sp-example.note, example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "peter-neumann.note, PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "sum.golang.org.note, sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "tessera-3.note, example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    })
    void notesOfOthersVerify(String file, String vkey) {
        SignedNote note = SignedNote.parse(Resources.bytes(file));
        assertThat(note.verified(List.of(NoteVerifier.parse(vkey)))).hasSize(1);
        assertThat(note.bytes()).isEqualTo(Resources.bytes(file));
    }

    @Test
    void whatOneKeyHasSignedIsNotBelievedOfAnother() {
        byte[] text = NoteVerifier.utf8("what is signed\n");
        NoteSigner log = NoteSigner.fromSeed(LOG_NAME, LOG_SEED);
        byte[] signature = SignedNote.parse(NoteVerifier.utf8(log.sign("what is signed\n")))
                .signatures()
                .get(0)
                .signature();

        assertThat(log.verifier().verify(text, signature)).isTrue();
        assertThat(NoteSigner.fromSeed(LOG_NAME, WITNESS_SEED).verifier().verify(text, signature))
                .isFalse();
    }

    @Test
    void aNoteOfGolangsSignerComesOutByteForByte() {
        byte[] typed = Base64Text.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "key");
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        SignedNote expected = SignedNote.parse(Resources.bytes("peter-neumann.note"));
        assertThat(NoteSigner.fromSeed("PeterNeumann", seed).sign(expected.text()))
                .isEqualTo(Resources.text("peter-neumann.note"));
    }

    @Test
    void anyChangedByteOfANoteIsNoticed() {
        List<NoteVerifier> known = List.of(NoteVerifier.parse(LOG_KEY), NoteVerifier.parse(WITNESS_KEY));
        byte[] note = Resources.bytes("checkpoint-5.txt");
        assertThat(SignedNote.parse(note).verified(known)).hasSize(2);
        for (byte[] changed : changedByOneByte(note)) {
            // A damaged key name makes one of the two signatures an unknown one, which anybody may add.
            assertThat(verified(changed, known))
                    .as(new String(changed, StandardCharsets.UTF_8))
                    .isLessThan(2);
        }
    }

    private static int verified(byte[] note, List<NoteVerifier> known) {
        try {
            return SignedNote.parse(note).verified(known).size();
        } catch (LedgerFormatException e) {
            return 0;
        }
    }

    @Test
    void anyChangedByteOfASimplySignedNoteMakesItWorthless() {
        List<NoteVerifier> known = List.of(MemoryLog.SIGNER.verifier());
        byte[] note = MemoryLog.sign(MerkleTreeTest.receipts(5).head());
        for (byte[] changed : changedByOneByte(note)) {
            assertThatThrownBy(() -> Checkpoint.open(changed, known)).isInstanceOf(LedgerFormatException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOG_KEY, WITNESS_KEY})
    void aVerifierKeyWithAChangedByteIsRefused(String vkey) {
        for (byte[] changed : changedByOneByte(vkey.getBytes(StandardCharsets.US_ASCII))) {
            String text = new String(changed, StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> NoteVerifier.parse(text)).as(text).isInstanceOf(LedgerFormatException.class);
        }
    }

    static List<byte[]> changedByOneByte(byte[] original) {
        List<byte[]> all = new ArrayList<>();
        for (int at = 0; at < original.length; at++) {
            for (int bits : new int[] {0x01, 0x20, 0x80}) {
                byte[] changed = original.clone();
                changed[at] ^= (byte) bits;
                all.add(changed);
            }
        }
        return all;
    }

    @Test
    void malformedNotesAreRefused() {
        String note = Resources.text("c2sp-example.note");
        assertMalformed("This is an example message.\n");
        assertMalformed("This is an example message.\n\n");
        assertMalformed(note.substring(0, note.length() - 1));
        assertMalformed(note.replace("example.com/foo", "example.com/ foo"));
        assertMalformed(note.replace("example.com/foo", "example.com/\u00a0foo"));
        assertMalformed(note.replace("example.com/foo", "example.com+foo"));
        assertMalformed(note.replace("example.com/foo ", " "));
        assertMalformed(note + "not a signature\n");
        assertMalformed(note + "\n");
        assertMalformed(note.replace("\u2014", "-"));
        assertMalformed(note.replace("=\n", "\n"));
        assertMalformed(note.replace("QM=\n", "QN=\n"));
        assertMalformed(note.replace("This", "Th\u0001s"));
        assertMalformed(note.replace("This", "Th\ris"));
        assertMalformed("text\n\n\u2014 short AAAAAA==\n");
    }

    private static void assertMalformed(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)))
                .as(note)
                .isInstanceOf(LedgerFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(bytes = {0x01, (byte) 0xff})
    void aForbiddenByteAnywhereMakesANoteMalformed(byte forbidden) {
        byte[] note = Resources.bytes("c2sp-example.note");
        for (int at = 0; at < note.length; at++) {
            byte[] changed = note.clone();
            changed[at] = forbidden;
            assertThatThrownBy(() -> SignedNote.parse(changed)).isInstanceOf(LedgerFormatException.class);
        }
    }

    @Test
    void aHundredSignaturesAreReadAndNoMore() {
        String note = Resources.text("c2sp-example.note");
        String line = note.substring(note.indexOf('\u2014'));
        String hundred = note + line.repeat(99);
        assertThat(SignedNote.parse(hundred.getBytes(StandardCharsets.UTF_8)).signatures())
                .hasSize(100);
        assertMalformed(hundred + line);
    }

    @Test
    void theTextMayHaveEmptyLines() {
        String text = "one\n\n\ntwo\n";
        byte[] note = MemoryLog.SIGNER.sign(text).getBytes(StandardCharsets.UTF_8);
        assertThat(SignedNote.parse(note).text()).isEqualTo(text);
    }

    @Test
    void oneSignatureOfEachKnownKeyCountsAndUnknownOnesDoNot() {
        NoteVerifier log = NoteVerifier.parse(LOG_KEY);
        SignedNote note = SignedNote.parse(Resources.bytes("checkpoint-5.txt"));
        SignedNote twice = note.with(note.signatures().get(0));
        assertThat(twice.verified(List.of(log)))
                .containsExactly(note.signatures().get(0));
        assertThatThrownBy(() -> note.verified(List.of(MemoryLog.SIGNER.verifier())))
                .isInstanceOf(UnknownSignerException.class);
        assertThatThrownBy(() -> note.verified(Collections.emptyList())).isInstanceOf(UnknownSignerException.class);
    }

    @Test
    void oneBadSignatureByAKnownKeySpoilsTheNote() {
        SignedNote note = SignedNote.parse(Resources.bytes("checkpoint-5.txt"));
        NoteSignature bad = new NoteSignature(
                "regulator.example/w1", NoteVerifier.parse(WITNESS_KEY).keyId(), new byte[72]);
        SignedNote spoilt =
                new SignedNote(note.text(), List.of(note.signatures().get(0), bad));
        assertThat(spoilt.verified(List.of(NoteVerifier.parse(LOG_KEY)))).hasSize(1);
        assertThatThrownBy(() -> spoilt.verified(List.of(NoteVerifier.parse(LOG_KEY), NoteVerifier.parse(WITNESS_KEY))))
                .isInstanceOf(LedgerFormatException.class)
                .isNotInstanceOf(UnknownSignerException.class);
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() {
        PrivateKey key = Ed25519.STANDARD.privateKey(LOG_SEED);
        assertThatThrownBy(() -> new NoteSigner(LOG_NAME, key, Ed25519.publicKeyOf(WITNESS_SEED)))
                .isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void aTextThatNoNoteCanHaveIsNotSigned() {
        assertThatThrownBy(() -> MemoryLog.SIGNER.sign("no line feed")).isInstanceOf(LedgerFormatException.class);
        assertThatThrownBy(() -> MemoryLog.SIGNER.sign("tab\there\n")).isInstanceOf(LedgerFormatException.class);
    }
}
