package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
    private static final List<NoteVerifier> KNOWN = List.of(MemoryLog.SIGNER.verifier());

    @Test
    void theProofOfTheThirdReceiptComesOutByteForByte() throws IOException {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < 5; i++) {
            log.append(MerkleTreeTest.receipt(i));
        }
        List<byte[]> path = new TiledLog(log.publish(), 5).inclusion(2).path();
        TlogProof proof = new TlogProof(Optional.empty(), 2, path, Resources.bytes("checkpoint-5.txt"));
        assertThat(proof.text()).isEqualTo(Resources.text("receipt-2.tlog-proof"));
        assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
        NoteVerifier key = NoteVerifier.parse(SignedNoteTest.LOG_KEY);
        assertThat(proof.prove(MerkleHash.leaf(MerkleTreeTest.receipt(2)), List.of(key))
                        .size())
                .isEqualTo(5);
        assertThatThrownBy(() -> proof.prove(MerkleHash.leaf(MerkleTreeTest.receipt(3)), List.of(key)))
                .hasMessageContaining("path");
        assertThat(proof.entry()).isEmpty();
    }

    @Test
    void aProofCarriesItsEntry() throws IOException {
        TlogProof proof = TlogProof.parse(ofBill(37).text());
        LedgerEntry entry = proof.entry().orElseThrow();
        assertThat(entry).isEqualTo(MemoryLog.bill(37, 38));
        assertThat(proof.prove(entry.leafHash(), KNOWN).size()).isEqualTo(100);
    }

    @Test
    void anyChangedByteIsRefusedOrProvesNothing() throws IOException {
        LedgerEntry entry = MemoryLog.bill(37, 38);
        byte[] text = ofBill(37).text().getBytes(StandardCharsets.UTF_8);
        for (byte[] changed : SignedNoteTest.changedByOneByte(text)) {
            assertThatThrownBy(() -> {
                        TlogProof proof = TlogProof.parse(new String(changed, StandardCharsets.UTF_8));
                        byte[] leaf = proof.entry()
                                .filter(entry::equals)
                                .map(LedgerEntry::leafHash)
                                .orElse(new byte[32]);
                        proof.prove(leaf, KNOWN);
                    })
                    .as(new String(changed, StandardCharsets.UTF_8))
                    .isInstanceOf(LedgerFormatException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tlog-proof@v1>tlog-proof@v2",
                "extra >extra  ",
                "extra >extras ",
                "index 37>index 037",
                "index 37>index",
                "index 37>index -1",
                "index 37\n>",
                "index 37\n>index 37\nAAAA\n",
                "index 37\n>index 37\n\n",
                "c2sp.org/tlog-proof@v1\n>"
            })
    void anyOtherFormIsRefused(String change) throws IOException {
        String[] fromTo = change.split(">", 2);
        String text = ofBill(37).text();
        assertThat(text).contains(fromTo[0]);
        assertThatThrownBy(() -> TlogProof.parse(text.replace(fromTo[0], fromTo[1])))
                .isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void aProofCutOffAnywhereIsRefused() throws IOException {
        String text = ofBill(37).text();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatThrownBy(() -> TlogProof.parse(cut)).isInstanceOf(LedgerFormatException.class);
        }
    }

    @Test
    void morePathThanAnyTreeHasIsRefused() throws IOException {
        String hash = Base64Text.encode(new byte[32]) + "\n";
        String text = ofBill(37).text().replace("index 37\n", "index 37\n" + hash.repeat(64));
        assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(LedgerFormatException.class);
    }

    private static TlogProof ofBill(int index) throws IOException {
        MemoryLog log = MemoryLog.ofBills(100);
        InclusionProof proof = new TiledLog(log, 100).inclusion(index);
        return TlogProof.of(MemoryLog.bill(index, index + 1), proof, log.checkpoint());
    }
}
