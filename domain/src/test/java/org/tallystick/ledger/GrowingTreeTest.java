package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GrowingTreeTest {
    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 70),
                Arbitraries.integers().between(71, 1100),
                Arbitraries.of(127, 128, 255, 256, 257, 511, 512, 513, 767, 768, 769, 1023, 1024, 1025));
    }

    @Property(tries = 60)
    void rootAndProofsAreThoseOfTheDefinition(@ForAll("sizes") int before, @ForAll("sizes") int group) {
        List<byte[]> leaves = leaves(before + group);
        GrowingTree tree = tree(leaves.subList(0, before));
        tree.startGroup();
        leaves.subList(before, leaves.size()).forEach(tree::append);
        assertThat(tree.head()).isEqualTo(new TreeHead(leaves.size(), NaiveTree.root(leaves)));
        for (int i = before; i < leaves.size(); i += 1 + group / 20) {
            assertThat(tree.inclusion(i))
                    .isEqualTo(new InclusionProof(i, leaves.size(), NaiveTree.inclusion(i, leaves)));
        }
    }

    @Property(tries = 60)
    void aTreeRestoredFromItsEdgesGrowsLikeTheOriginal(@ForAll("sizes") int before, @ForAll("sizes") int group) {
        GrowingTree original = tree(leaves(before));
        original.drainFullTiles();
        GrowingTree restored = GrowingTree.restore(before, original.edges());
        assertThat(restored.head()).isEqualTo(original.head());
        for (byte[] leaf : leaves(before + group).subList(before, before + group)) {
            original.append(leaf);
            restored.append(leaf);
        }
        assertThat(restored.head()).isEqualTo(original.head());
        assertThat(restored.edges()).usingRecursiveComparison().isEqualTo(original.edges());
        assertThat(restored.drainFullTiles()).isEqualTo(original.drainFullTiles());
        for (int i = before; i < before + group; i += 1 + group / 20) {
            assertThat(restored.inclusion(i)).isEqualTo(original.inclusion(i));
        }
    }

    @Property(tries = 60)
    void aGroupRolledBackLeavesNoTrace(
            @ForAll("sizes") int before, @ForAll("sizes") int failed, @ForAll("sizes") int group) {
        GrowingTree tree = tree(leaves(before));
        tree.drainFullTiles();
        tree.startGroup();
        TreeHead head = tree.head();
        leaves(failed).forEach(tree::append);
        tree.drainFullTiles();
        tree.head();
        tree.rollback();
        assertThat(tree.head()).isEqualTo(head);

        GrowingTree untouched = tree(leaves(before));
        untouched.drainFullTiles();
        for (byte[] leaf : leaves(before + group).subList(before, before + group)) {
            tree.append(leaf);
            untouched.append(leaf);
        }
        assertThat(tree.head()).isEqualTo(untouched.head());
        assertThat(tree.edges()).usingRecursiveComparison().isEqualTo(untouched.edges());
        assertThat(tree.drainFullTiles()).isEqualTo(untouched.drainFullTiles());
    }

    @Property(tries = 20)
    void manyGroupsGiveTheTreeAndTilesOfOne(@ForAll List<@IntRange(max = 300) Integer> groups) {
        GrowingTree tree = GrowingTree.empty();
        List<FullTile> tiles = new ArrayList<>();
        for (int group : groups) {
            tree.startGroup();
            long end = tree.size() + group;
            while (tree.size() < end) {
                tree.append(leaf(tree.size()));
            }
            tiles.addAll(tree.drainFullTiles());
        }
        GrowingTree atOnce = tree(leaves((int) tree.size()));
        assertThat(tree.head()).isEqualTo(atOnce.head());
        assertThat(tiles).containsExactlyInAnyOrderElementsOf(atOnce.drainFullTiles());
    }

    @Test
    void tilesAreHandedOutOnceAndKeptUntilThen() {
        GrowingTree tree = tree(leaves(300));
        tree.startGroup();
        assertThat(tree.drainFullTiles()).singleElement().satisfies(tile -> {
            assertThat(tile.coordinate().path()).isEqualTo("0/000");
            assertThat(tile.hashes()).startsWith(leaf(0)).endsWith(leaf(255)).hasSize(8192);
        });
        assertThat(tree.drainFullTiles()).isEmpty();
        tree.rollback();
        assertThat(tree.drainFullTiles()).hasSize(1);
    }

    /** The hot path: one inner hash a leaf and the right edge once a group; proofs look everything up. */
    @Test
    void aGroupCostsOneHashPerLeafAndOneEdge() {
        AtomicInteger hashes = new AtomicInteger();
        GrowingTree tree = GrowingTree.empty((left, right) -> {
            hashes.incrementAndGet();
            return MerkleHash.node(left, right);
        });
        leaves(100_001).forEach(tree::append);
        tree.startGroup();
        int before = hashes.get();
        for (int i = 0; i < 1024; i++) {
            tree.append(leaf(100_001 + i));
        }
        int appending = hashes.get() - before;
        TreeHead head = tree.head();
        for (int i = 0; i < 1024; i++) {
            assertThat(tree.inclusion(100_001 + i).proves(leaf(100_001 + i), head.root()))
                    .isTrue();
        }
        assertThat(appending).isLessThanOrEqualTo(1024 + 17);
        assertThat(hashes.get() - before - appending).isEqualTo(Long.bitCount(101_025) - 1);
    }

    @Test
    void onlyLeavesOfTheGroupAreProvedFromMemory() {
        GrowingTree tree = tree(leaves(5));
        tree.startGroup();
        tree.append(leaf(5));
        assertThat(tree.inclusion(5).size()).isEqualTo(6);
        assertThatThrownBy(() -> tree.inclusion(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void edgesOfAnotherSizeAreRefused() {
        List<byte[]> edges = tree(leaves(300)).edges();
        assertThatThrownBy(() -> GrowingTree.restore(301, edges)).isInstanceOf(LedgerFormatException.class);
        assertThatThrownBy(() -> GrowingTree.restore(300, edges.subList(0, 1)))
                .isInstanceOf(LedgerFormatException.class);
        assertThatThrownBy(() -> GrowingTree.restore(-1, List.of())).isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void aChangedEdgeShowsInTheRoot() {
        GrowingTree tree = tree(leaves(300));
        List<byte[]> edges = tree.edges();
        edges.get(0)[40] ^= 1;
        assertThat(GrowingTree.restore(300, edges).head()).isNotEqualTo(tree.head());
    }

    @Test
    void aLeafHashOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> GrowingTree.empty().append(new byte[31])).isInstanceOf(LedgerFormatException.class);
    }

    static GrowingTree tree(List<byte[]> leaves) {
        GrowingTree tree = GrowingTree.empty();
        leaves.forEach(tree::append);
        return tree;
    }

    static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    static byte[] leaf(long i) {
        return MerkleHash.leaf(ByteBuffer.allocate(8).putLong(i).array());
    }
}
