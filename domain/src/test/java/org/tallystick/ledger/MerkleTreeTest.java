package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Hashes, roots and proofs that other implementations computed. */
class MerkleTreeTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvFileSource(resources = "rfc6962-leaves.csv", numLinesToSkip = 1, emptyValue = "")
    void leafHashesOfRfc6962(String entry, String leafHash) {
        assertThat(MerkleHash.leaf(HEX.parseHex(entry))).asHexString().isEqualToIgnoringCase(leafHash);
    }

    @Test
    void leafHashOfGolangsNote() {
        byte[] hash = MerkleHash.leaf("hello world".getBytes(StandardCharsets.UTF_8));
        assertThat(Base64Text.encode(hash)).isEqualTo("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "rfc6962-roots.csv", numLinesToSkip = 1)
    void rootsOfRfc6962(int size, String root) {
        List<String> entries = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        GrowingTree tree = GrowingTree.empty();
        entries.stream().limit(size).forEach(entry -> tree.append(MerkleHash.leaf(HEX.parseHex(entry))));
        assertThat(tree.head().root()).asHexString().isEqualToIgnoringCase(root);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "receipt-roots.csv", numLinesToSkip = 1)
    void rootsAcrossEveryTileBoundary(long size, String root) throws Exception {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < size; i++) {
            log.append(receipt(i));
        }
        assertThat(log.head().root()).asHexString().isEqualToIgnoringCase(root);
        assertThat(new TiledLog(log.publish(), size).head()).isEqualTo(log.head());
    }

    @Test
    void inclusionOfTheThirdOfFiveReceipts() {
        InclusionProof proof = receipts(5).inclusion(2);
        assertThat(proof.path().stream().map(Base64.getEncoder()::encodeToString))
                .containsExactly(
                        "Z0I01yH3YttyCkrZd/N5AGGrtnfLOnyZ9lXDRyV1w/g=",
                        "/K3S2x3LtQaY5Y5YqStGRhQTGmo/YG/V2CLaOtGPhtU=",
                        "yD99uY9VeQl83BSmwW/BmY9OR/4aFWJlP47EphB1Drs=");
        assertThat(proof.proves(MerkleHash.leaf(receipt(2)), receipts(5).head().root()))
                .isTrue();
    }

    @Test
    void consistencyOfThreeReceiptsWithFive() throws Exception {
        MemoryLog log = new MemoryLog();
        IntStream.range(0, 5).forEach(i -> log.append(receipt(i)));
        ConsistencyProof proof = new TiledLog(log.publish(), 5).consistency(3);
        assertThat(proof.path().stream().map(Base64.getEncoder()::encodeToString))
                .containsExactly(
                        "Ey8+Snwr7kymdrfMzwXfkwt2ZlLTu4JpSLGXiTaKVUE=",
                        "Z0I01yH3YttyCkrZd/N5AGGrtnfLOnyZ9lXDRyV1w/g=",
                        "/K3S2x3LtQaY5Y5YqStGRhQTGmo/YG/V2CLaOtGPhtU=",
                        "yD99uY9VeQl83BSmwW/BmY9OR/4aFWJlP47EphB1Drs=");
        assertThat(proof.proves(receipts(3).head().root(), log.head().root())).isTrue();
    }

    /** 131 roots, 8,515 inclusion and 8,515 consistency proofs, one digest each, also computed by golang.org/x/mod. */
    @Test
    void everyProofOfEverySizeUpTo130() throws Exception {
        MessageDigest roots = sha256();
        MessageDigest inclusions = sha256();
        MessageDigest consistencies = sha256();
        for (int size = 0; size <= 130; size++) {
            MemoryLog log = new MemoryLog();
            IntStream.range(0, size).forEach(i -> log.append(new byte[] {(byte) i}));
            TiledLog tiles = new TiledLog(log.publish(), size);
            roots.update((size + " " + HEX.formatHex(tiles.head().root()) + "\n").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < size; i++) {
                inclusions.update(line(size + " " + i, tiles.inclusion(i).path()));
                consistencies.update(
                        line(i + 1 + " " + size, tiles.consistency(i + 1).path()));
            }
        }
        assertThat(HEX.formatHex(roots.digest()))
                .isEqualTo("9c67f07f906103b6bf201842a50ff0b8c91fca9b3e211334a6b7aa3133165dec");
        assertThat(HEX.formatHex(inclusions.digest()))
                .isEqualTo("6508b0b6791b06d063dad5dc440c8aedff56b417dfe48d8c4f7df3400e64b885");
        assertThat(HEX.formatHex(consistencies.digest()))
                .isEqualTo("2498232e1aebe8d1aa8d339d897fc471f4495fe0b8a55ac08f7dae3d88bc4c2a");
    }

    private static byte[] line(String start, List<byte[]> path) {
        List<String> words = new ArrayList<>(List.of(start));
        path.forEach(hash -> words.add(HEX.formatHex(hash)));
        return (String.join(" ", words) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }

    static GrowingTree receipts(int count) {
        GrowingTree tree = GrowingTree.empty();
        IntStream.range(0, count).forEach(i -> tree.append(MerkleHash.leaf(receipt(i))));
        return tree;
    }

    static byte[] receipt(int i) {
        return ("receipt " + i).getBytes(StandardCharsets.US_ASCII);
    }
}
