package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps that people are shown are the ones that prove. */
class ProofStepsTest {

    @Test
    void everyLeafOfEveryTreeClimbsToTheRoot() {
        for (int size = 1; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = root(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = new InclusionProof(index, size, path(index, leaves));
                List<ProofStep> steps = proof.steps(leaves.get(index));

                assertThat(proof.proves(leaves.get(index), root)).isTrue();
                assertThat(steps).hasSameSizeAs(proof.path());
                byte[] last = steps.isEmpty()
                        ? leaves.get(index)
                        : steps.get(steps.size() - 1).result();
                assertThat(last).as("leaf %d of %d", index, size).isEqualTo(root);
            }
        }
    }

    @Test
    void aPathThatIsTooLongEndsAtTheRoot() {
        List<byte[]> leaves = leaves(2);
        List<byte[]> path = List.of(leaves.get(1), leaves.get(0));

        assertThat(new InclusionProof(0, 2, path).steps(leaves.get(0))).hasSize(1);
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleHash.leaf(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    /** RFC 9162 section 2.1.1, as it is written there. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int half = half(leaves);
        return MerkleHash.node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    /** RFC 9162 section 2.1.3.1. */
    private static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int half = half(leaves);
        boolean left = index < half;
        List<byte[]> mine = left ? leaves.subList(0, half) : leaves.subList(half, leaves.size());
        List<byte[]> other = left ? leaves.subList(half, leaves.size()) : leaves.subList(0, half);
        List<byte[]> path = new ArrayList<>(path(left ? index : index - half, mine));
        path.add(root(other));
        return path;
    }

    private static int half(List<byte[]> leaves) {
        return Integer.highestOneBit(leaves.size() - 1);
    }
}
