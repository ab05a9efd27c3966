package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {
    private static final List<String> TESSERA =
            List.of("one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split(" "));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 0/000",
        "0, 5, 256, 0/005",
        "0, 999, 256, 0/999",
        "0, 1000, 256, 0/x001/000",
        "0, 70000, 256, 0/x070/000",
        "0, 1234067, 256, 0/x001/x234/067",
        "0, 273, 112, 0/273.p/112",
        "1, 1, 17, 1/001.p/17",
        "2, 0, 1, 2/000.p/1",
        "7, 0, 127, 7/000.p/127"
    })
    void tilesHaveTheirPaths(int level, long index, int width, String path) {
        TileCoordinate coordinate = new TileCoordinate(level, index, width);
        assertThat(coordinate.path()).isEqualTo(path);
        assertThat(TileCoordinate.parse(path)).isEqualTo(coordinate);
        assertThat(new EntryBundleCoordinate(index, width).path()).isEqualTo(path.substring(2));
        assertThat(EntryBundleCoordinate.parse(path.substring(2))).isEqualTo(new EntryBundleCoordinate(index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "0/00",
                "0/0000",
                "0/x000/001",
                "0/001/000",
                "0/x01/000",
                "0/x1000/000",
                "8/000",
                "00/000",
                "-1/000",
                "a/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "0/000.p/-1",
                "0/000/",
                "0/000.p/1/",
                "0/X001/000",
                "0//000",
                "0/..",
                "0/x001/x000",
                "0/\u0660\u0660\u0660",
                "7/000",
                "7/001.p/1",
                "0/x999/x999/x999/x999/x999/999",
                "0/x001/x000/x000/x000/x000/x000/000",
                " 0/000",
                "0/000\n"
            })
    void anyOtherPathIsRefused(String path) {
        assertThatThrownBy(() -> TileCoordinate.parse(path)).isInstanceOf(LedgerFormatException.class);
    }

    @Property
    void everyPathIsParsedBack(
            @ForAll @LongRange(min = 0, max = 1L << 54) long index, @ForAll @IntRange(min = 1, max = 256) int width) {
        TileCoordinate coordinate = new TileCoordinate(0, index, width);
        assertThat(TileCoordinate.parse(coordinate.path())).isEqualTo(coordinate);
    }

    @Test
    void aLogOf70000HasTheseFilesAndNoOthers() throws IOException {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < 70_000; i++) {
            log.append(MerkleTreeTest.receipt(i));
        }
        log.publish();
        assertThat(log.files.keySet().stream().filter(name -> name.matches("tile/[0-9].*")))
                .hasSize(277)
                .contains(
                        "tile/0/000",
                        "tile/0/272",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1");
        assertThat(log.tile(TileCoordinate.parse("1/000"))).startsWith(new Tile(log.files.get("tile/0/000")).fold());
        assertThat(TileCoordinate.parse("0/273.p/112").existsAt(70_000)).isTrue();
        assertThat(TileCoordinate.parse("0/273.p/113").existsAt(70_000)).isFalse();
        assertThat(TileCoordinate.parse("1/001.p/17").existsAt(70_000)).isTrue();
        assertThat(TileCoordinate.parse("1/001.p/17").existsAt(69_887)).isFalse();
        assertThat(EntryBundleCoordinate.parse("273.p/112").existsAt(70_000)).isTrue();
        assertThat(EntryBundleCoordinate.parse("273.p/113").existsAt(70_000)).isFalse();
    }

    @Test
    void aLogOf256HasAFullTileAndOneHashAboveIt() {
        MemoryLog log = MemoryLog.ofBills(256);
        assertThat(log.files).containsOnlyKeys("tile/0/000", "tile/1/000.p/1", "tile/entries/000", "checkpoint");
    }

    @Test
    void partialTilesThatWereDroppedAreTakenFromTheFullOne() throws IOException {
        MemoryLog log = MemoryLog.ofBills(300);
        MemoryLog small = MemoryLog.ofBills(300);
        MemoryLog.ofBills(600).entries.subList(300, 600).forEach(log::append);
        log.publish();
        log.files.remove("tile/0/001.p/44");
        log.files.remove("tile/entries/001.p/44");
        assertThat(new TiledLog(log, 300).head()).isEqualTo(small.head());
        assertThat(new LogAuditor(log, List.of(MemoryLog.SIGNER.verifier()))
                        .audit(small.checkpoint(), Optional.empty(), progress -> {})
                        .findings())
                .isEmpty();
    }

    @Test
    void theFilesOfTesserasTestLog() throws IOException {
        MemoryLog log = new MemoryLog();
        TESSERA.stream()
                .limit(3)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .forEach(log::append);
        log.publish();
        assertThat(log.files.get("tile/entries/000.p/3"))
                .asHexString()
                .isEqualToIgnoringCase("00036f6e65000374776f00057468726565");
        assertThat(HexFormat.of().formatHex(log.files.get("tile/0/000.p/3")))
                .isEqualTo("d0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9"
                        + "ab1ab7f07c7c8fe0eff4ba6faa53c7e4412e91a599153e8aa4e01beece5b7825"
                        + "671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94");
        assertThat(Checkpoint.parse(SignedNote.parse(Resources.bytes("tessera-3.note"))
                                .text())
                        .head())
                .isEqualTo(log.head());
        TESSERA.stream()
                .skip(3)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .forEach(log::append);
        assertThat(Base64.getEncoder().encodeToString(log.head().root()))
                .isEqualTo("rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=");
    }

    @Test
    void bundlesAreParsedBackAndNothingElseIs() {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1}, new byte[EntryBundle.MAX_ENTRY]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(EntryBundle.parse(bundle, 3)).usingRecursiveComparison().isEqualTo(entries);
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 4)).hasMessageContaining("ends inside its entry 3");
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).hasMessageContaining("after its last entry");
        assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, 4), 3))
                .hasMessageContaining("ends inside its entry 1");
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[EntryBundle.MAX_ENTRY + 1])))
                .isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void aTileOfAWrongLengthIsRefused() {
        MemoryLog log = MemoryLog.ofBills(5);
        log.files.put("tile/0/000.p/5", new byte[159]);
        assertThatThrownBy(() -> new TiledLog(log, 5).head())
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining("0/000.p/5");
    }

    @Test
    void whatIsNotInALogIsNotAskedOfIt() {
        TiledLog log = new TiledLog(MemoryLog.ofBills(5), 5);
        assertThatThrownBy(() -> log.inclusion(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.inclusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.leafHash(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.consistency(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TiledLog(MemoryLog.ofBills(5), -1)).isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void theEmptyLogHasTheEmptyRootAndIsTheBeginningOfEveryOther() throws IOException {
        assertThat(new TiledLog(new MemoryLog(), 0).head()).isEqualTo(new TreeHead(0, MerkleHash.EMPTY_ROOT));
        assertThat(new TiledLog(MemoryLog.ofBills(3), 3).consistency(0).path()).isEmpty();
    }
}
