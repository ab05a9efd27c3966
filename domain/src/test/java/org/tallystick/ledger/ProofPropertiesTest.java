package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProofPropertiesTest {
    @Property(tries = 100)
    void inclusionProofsFromTilesAreThoseOfTheDefinitionAndHold(
            @ForAll @IntRange(min = 1, max = 1100) int size, @ForAll @IntRange(max = 1099) int some)
            throws IOException {
        int index = some % size;
        MemoryLog log = log(size);
        InclusionProof proof = new TiledLog(log, size).inclusion(index);
        List<byte[]> leaves = log.entries.stream().map(MerkleHash::leaf).toList();
        assertThat(proof.path()).usingRecursiveComparison().isEqualTo(NaiveTree.inclusion(index, leaves));
        assertThat(proof.proves(leaves.get(index), log.head().root())).isTrue();
    }

    @Property(tries = 100)
    void consistencyProofsFromTilesAreThoseOfTheDefinitionAndHold(
            @ForAll @IntRange(min = 1, max = 1100) int size, @ForAll @IntRange(max = 1099) int some)
            throws IOException {
        int oldSize = some % size + 1;
        MemoryLog log = log(size);
        ConsistencyProof proof = new TiledLog(log, size).consistency(oldSize);
        List<byte[]> leaves = log.entries.stream().map(MerkleHash::leaf).toList();
        assertThat(proof.path()).usingRecursiveComparison().isEqualTo(NaiveTree.consistency(oldSize, leaves));
        assertThat(proof.proves(
                        NaiveTree.root(leaves.subList(0, oldSize)), log.head().root()))
                .isTrue();
    }

    @Property(tries = 200)
    void anInclusionProofWithOneFlippedBitFails(
            @ForAll @IntRange(min = 2, max = 600) int size,
            @ForAll @IntRange(max = 599) int some,
            @ForAll @IntRange(max = 100_000) int bit)
            throws IOException {
        int index = some % size;
        MemoryLog log = log(size);
        InclusionProof proof = new TiledLog(log, size).inclusion(index);
        byte[] leaf = MerkleHash.leaf(log.entries.get(index));
        InclusionProof changed = new InclusionProof(index, size, flipped(proof.path(), bit));
        assertThat(changed.proves(leaf, log.head().root())).isFalse();
        assertThat(proof.proves(flipped(List.of(leaf), bit).get(0), log.head().root()))
                .isFalse();
        assertThat(proof.proves(leaf, flipped(List.of(log.head().root()), bit).get(0)))
                .isFalse();
        assertThat(new InclusionProof(index ^ 1L << bit % 63, size, proof.path())
                        .proves(leaf, log.head().root()))
                .isFalse();
    }

    @Property(tries = 200)
    void aConsistencyProofWithOneFlippedBitFails(
            @ForAll @IntRange(min = 2, max = 600) int size,
            @ForAll @IntRange(max = 599) int some,
            @ForAll @IntRange(max = 100_000) int bit)
            throws IOException {
        int oldSize = some % (size - 1) + 1;
        MemoryLog log = log(size);
        byte[] oldRoot = log(oldSize).head().root();
        byte[] root = log.head().root();
        ConsistencyProof proof = new TiledLog(log, size).consistency(oldSize);
        ConsistencyProof changed = new ConsistencyProof(oldSize, size, flipped(proof.path(), bit));
        assertThat(changed.proves(oldRoot, root)).isFalse();
        assertThat(proof.proves(flipped(List.of(oldRoot), bit).get(0), root)).isFalse();
        assertThat(proof.proves(oldRoot, flipped(List.of(root), bit).get(0))).isFalse();
    }

    @Property(tries = 100)
    void aProofThatIsLongerOrShorterFails(
            @ForAll @IntRange(min = 2, max = 600) int size, @ForAll @IntRange(max = 599) int some) throws IOException {
        int index = some % size;
        MemoryLog log = log(size);
        byte[] leaf = MerkleHash.leaf(log.entries.get(index));
        List<byte[]> path = new TiledLog(log, size).inclusion(index).path();
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(leaf);
        byte[] root = log.head().root();
        assertThat(new InclusionProof(index, size, longer).proves(leaf, root)).isFalse();
        assertThat(new InclusionProof(index, size, path.subList(1, path.size())).proves(leaf, root))
                .isFalse();
    }

    /** A root over such hashes exists: without the rule it would be up to the prover what the bytes are. */
    @Example
    void hashesOfAnotherLengthProveNothing() {
        byte[] leaf = new byte[32];
        for (int length : new int[] {0, 31, 33, 64}) {
            byte[] odd = new byte[length];
            byte[] root = MerkleHash.node(leaf, odd);
            assertThat(new InclusionProof(0, 2, List.of(odd)).proves(leaf, root))
                    .isFalse();
            assertThat(new InclusionProof(0, 1, List.of()).proves(odd, odd)).isFalse();
            assertThat(new ConsistencyProof(1, 2, List.of(odd)).proves(leaf, root))
                    .isFalse();
            assertThat(new ConsistencyProof(1, 2, List.of(leaf)).proves(odd, MerkleHash.node(odd, leaf)))
                    .isFalse();
        }
        assertThat(new ConsistencyProof(1, 2, List.of(leaf)).proves(leaf, MerkleHash.node(leaf, leaf)))
                .isTrue();
    }

    private static MemoryLog log(int size) {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < size; i++) {
            log.append(MerkleTreeTest.receipt(i));
        }
        return log.publish();
    }

    private static List<byte[]> flipped(List<byte[]> path, int bit) {
        List<byte[]> changed = new ArrayList<>(path);
        int at = bit / 256 % path.size();
        byte[] hash = path.get(at).clone();
        hash[bit % 256 / 8] ^= (byte) (1 << bit % 8);
        changed.set(at, hash);
        return changed;
    }
}
