package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Our proofs under the verifier of sigstore-java, which knows nothing of ours. */
class SigstoreProofTest {
    private static final int SIZE = 700;

    @Test
    void sigstoreAcceptsEveryProofAndNoFlippedOne() {
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        for (int i = 0; i < SIZE; i++) {
            tree.append(leaf(i));
        }
        byte[] root = tree.head().root();
        byte[] other = root.clone();
        other[5] ^= 1;
        for (int i = 0; i < SIZE; i++) {
            InclusionProof proof = tree.inclusion(i);
            byte[] leaf = leaf(i);
            assertThatCode(() -> InclusionProofVerifier.verify(leaf, proof.index(), SIZE, proof.path(), root))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> InclusionProofVerifier.verify(leaf, proof.index(), SIZE, proof.path(), other))
                    .isInstanceOf(InclusionProofVerificationException.class);
        }
    }

    private static byte[] leaf(int i) {
        return MerkleHash.leaf(("receipt " + i).getBytes(StandardCharsets.US_ASCII));
    }
}
