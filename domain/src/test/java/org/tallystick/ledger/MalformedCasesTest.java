package org.tallystick.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.AuditFinding.Code;

/** Every malformed case of TLOG.md 1 to 4 and 7, with the answer to it: which file, which line, which entry. */
class MalformedCasesTest {
    private static final NoteVerifier LOG = NoteVerifier.parse(SignedNoteTest.LOG_KEY);
    private static final String NOTE = Resources.text("checkpoint-5.txt");
    private static final String ROOT = "6V9OVLN/6eQvSiJzbTiihoX8lfHAl8NyvXzLMTNO2uc=";
    private static final String LINE = NOTE.substring(NOTE.indexOf('\u2014'), NOTE.indexOf("\n\u2014 regulator"));
    private static final String HASH = "Z0I01yH3YttyCkrZd/N5AGGrtnfLOnyZ9lXDRyV1w/g=";

    private static Arguments row(String name, UnaryOperator<String> change, String said) {
        return Arguments.of(Named.of(name, change), said);
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                row("text without signatures", note -> note.substring(0, note.indexOf('\u2014')), "from 1 to 100"),
                row("no blank line", note -> note.replace("\n\n", "\n"), "blank line"),
                row("no final line feed", note -> note.substring(0, note.length() - 1), "not ended by a line feed"),
                row("an empty line at the end", note -> note + "\n", "from 1 to 100 signatures"),
                row("byte 0x01 in the text", note -> note.replaceFirst("pos", "pos\u0001"), "control characters"),
                row("byte 0x09 in the text", note -> note.replaceFirst("pos", "pos\t"), "control characters"),
                row("byte 0x0d in the text", note -> note.replace("\n5\n", "\r\n5\n"), "control characters"),
                row("byte 0x01 in a key name", note -> note.replace("\u2014 pos.", "\u2014 pos\u0001"), "key name"),
                row("a key name with a space", note -> note.replace("\u2014 pos.", "\u2014 pos "), "key name"),
                row(
                        "a key name with a wide space",
                        note -> note.replace("\u2014 pos.", "\u2014 pos\u3000"),
                        "key name"),
                row("a key name with a plus", note -> note.replace("\u2014 pos.", "\u2014 pos+"), "key name"),
                row("no key name", note -> note.replace("\u2014 pos.example/ledger/test", "\u2014"), "dash"),
                row("another dash", note -> note.replace("\u2014 pos", "- pos"), "dash"),
                row("a line that is no signature", note -> note + "not a signature\n", "dash"),
                row("a signature of four bytes", note -> note.replace(LINE, "\u2014 w AAAAAA=="), "5 bytes"),
                row("base64 without padding", note -> note.replace("+Ak=", "+Ak"), "base64"),
                row("base64 with loose bits", note -> note.replace("+Ak=", "+Al="), "canonical base64"),
                row("url-safe base64", note -> note.replace("+Ak=", "-Ak="), "base64"),
                row("101 signatures", note -> note + (LINE + "\n").repeat(99), "from 1 to 100"),
                row("a signature over another text", note -> note.replace("\n5\n", "\n6\n"), "does not verify"),
                row("another signature by the log", note -> note.replace("oiyZn0r0", "oiyZn0r1"), "does not verify"),
                row("another key id", note -> note.replace("oiyZn0r0", "piyZn0r0"), "not signed by any"));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNote(UnaryOperator<String> change, String said) {
        String changed = change.apply(NOTE);
        assertThat(changed).isNotEqualTo(NOTE);
        assertThatThrownBy(() -> Checkpoint.open(changed.getBytes(UTF_8), List.of(LOG)))
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({"ff", "c0", "ed", "80"})
    void aNoteThatIsNotUtf8(String hex) {
        byte[] note = NOTE.getBytes(UTF_8);
        note[3] = (byte) Integer.parseInt(hex, 16);
        assertThatThrownBy(() -> SignedNote.parse(note)).hasMessageContaining("must be UTF-8");
    }

    static Stream<Arguments> checkpoints() {
        return Stream.of(
                row("nothing", text -> "", "origin"),
                row("no size", text -> "o\n", "tree size is missing"),
                row("no root", text -> "o\n5\n", "root is missing"),
                row("an empty origin", text -> text.replace("o\n", "\n"), "origin"),
                row("a size with a leading zero", text -> text.replace("\n5\n", "\n05\n"), "leading zeros"),
                row("two zeros", text -> text.replace("\n5\n", "\n00\n"), "leading zeros"),
                row("a negative size", text -> text.replace("\n5\n", "\n-5\n"), "decimal digits"),
                row("a signed size", text -> text.replace("\n5\n", "\n+5\n"), "decimal digits"),
                row("a hexadecimal size", text -> text.replace("\n5\n", "\n0x5\n"), "decimal digits"),
                row("an empty size", text -> text.replace("\n5\n", "\n\n"), "decimal digits"),
                row("a size of 2^63", text -> text.replace("\n5\n", "\n9223372036854775808\n"), "too large"),
                row("a size of 20 digits", text -> text.replace("\n5\n", "\n18446744073709551615\n"), "decimal"),
                row(
                        "a root of 31 bytes",
                        text -> text.replace(ROOT, "6V9OVLN/6eQvSiJzbTiihoX8lfHAl8NyvXzLMTNO2g=="),
                        "32"),
                row("a root of 33 bytes", text -> text.replace(ROOT, ROOT.replace("=", "AA")), "root"),
                row("a root in hex", text -> text.replace(ROOT, "e9".repeat(32)), "32 bytes"),
                row("no line feed after the root", text -> text.substring(0, text.length() - 1), "line feed"),
                row("an empty extension line", text -> text + "\n", "empty lines"),
                row("size 0 with another root", text -> text.replace("\n5\n", "\n0\n"), "without leaves"));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void aCheckpoint(UnaryOperator<String> change, String said) {
        assertThatThrownBy(() -> Checkpoint.parse(change.apply("o\n5\n" + ROOT + "\n")))
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining(said);
    }

    static Stream<Arguments> proofs() {
        return Stream.of(
                row("another version", text -> text.replace("@v1", "@v2"), "must begin with the line"),
                row("no first line", text -> text.substring(text.indexOf('\n') + 1), "must begin with the line"),
                row("no index", text -> text.replace("index 2\n", ""), "index"),
                row("an index with a leading zero", text -> text.replace("index 2", "index 02"), "leading zeros"),
                row("a negative index", text -> text.replace("index 2", "index -2"), "decimal digits"),
                row("an index beyond the tree", text -> text.replace("index 2", "index 5"), "does not lead"),
                row("another index", text -> text.replace("index 2", "index 3"), "does not lead"),
                row("a hash too few", text -> text.replace(HASH + "\n", ""), "does not lead"),
                row("a hash twice", text -> text.replace(HASH + "\n", HASH + "\n" + HASH + "\n"), "does not lead"),
                row("64 hashes", text -> text.replace(HASH + "\n", (HASH + "\n").repeat(62)), "at most 63"),
                row(
                        "a hash of 31 bytes",
                        text -> text.replace(HASH, "Z0I01yH3YttyCkrZd/N5AGGrtnfLOnyZ9lXDRyV1ww=="),
                        "32"),
                row("a hash that is no base64", text -> text.replace(HASH, HASH.replace('Z', '!')), "hash"),
                row("no blank line", text -> text.replace("\n\npos", "\npos"), "hash"),
                row("the end cut off", text -> text.substring(0, text.length() - 20), "signature"),
                row("a checkpoint of another size", text -> text.replace("\n5\n", "\n6\n"), "does not verify"));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void aProof(UnaryOperator<String> change, String said) {
        String text = Resources.text("receipt-2.tlog-proof");
        byte[] leaf = MerkleHash.leaf(MerkleTreeTest.receipt(2));
        assertThat(TlogProof.parse(text).prove(leaf, List.of(LOG)).size()).isEqualTo(5);
        assertThatThrownBy(() -> TlogProof.parse(change.apply(text)).prove(leaf, List.of(LOG)))
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "0/0, groups of three digits",
        "0/00, groups of three digits",
        "0/0000, groups of three digits",
        "0/1000, groups of three digits",
        "0/x000/000, shortest form",
        "0/001/000, groups of three digits",
        "0/x001, groups of three digits",
        "0/X001/000, groups of three digits",
        "0/000.p/0, groups of three digits",
        "0/000.p/01, groups of three digits",
        "0/000.p/256, shortest form",
        "0/000.p/257, shortest form",
        "0/000.p/, groups of three digits",
        "0/000.p, groups of three digits",
        "0/-01, groups of three digits",
        "8/000, level from 0 to 7",
        "63/000, level from 0 to 7",
        "00/000, level from 0 to 7",
        "x/000, level from 0 to 7",
        "000, level from 0 to 7",
        "7/001, so many tiles",
        "7/000.p/128, so many tiles"
    })
    void aTilePath(String path, String said) {
        assertThatThrownBy(() -> TileCoordinate.parse(path))
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining(said);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("tile/0/000", bytes -> Arrays.copyOf(bytes, 8_191), Code.TILE_ALTERED, 0, "0/000 must be 8192"),
                file("tile/0/000", bytes -> Arrays.copyOf(bytes, 8_224), Code.TILE_ALTERED, 0, "0/000 must be 8192"),
                file("tile/0/000", bytes -> Arrays.copyOf(bytes, 32), Code.TILE_ALTERED, 0, "0/000 must be 8192"),
                file("tile/0/000", bytes -> new byte[0], Code.TILE_ALTERED, 0, "0/000 must be 8192"),
                file("tile/0/002.p/88", bytes -> Arrays.copyOf(bytes, 87 * 32), Code.TILE_ALTERED, 512, "2816 bytes"),
                file("tile/0/002.p/88", bytes -> Arrays.copyOf(bytes, 89 * 32), Code.TILE_ALTERED, 512, "2816 bytes"),
                file(
                        "tile/0/001",
                        bytes -> flipped(bytes, 32 * 9),
                        Code.TILE_ALTERED,
                        265,
                        "hash 9 is not that of entry 265"),
                file(
                        "tile/1/000.p/2",
                        bytes -> flipped(bytes, 40),
                        Code.TILE_ALTERED,
                        256,
                        "hash 1 is not that of tile 0/001"),
                file(
                        "tile/entries/001",
                        bytes -> Arrays.copyOf(bytes, 1),
                        Code.BUNDLE_MALFORMED,
                        256,
                        "001 ends before the end of entry 256"),
                file("tile/entries/001", bytes -> new byte[0], Code.BUNDLE_MALFORMED, 256, "001 ends before"),
                file(
                        "tile/entries/001",
                        bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                        Code.BUNDLE_MALFORMED,
                        511,
                        "end of entry 511"),
                file(
                        "tile/entries/001",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 2),
                        Code.BUNDLE_MALFORMED,
                        511,
                        "bytes after entry 511"),
                file(
                        "tile/entries/001",
                        bytes -> flipped(bytes, 30),
                        Code.ENTRY_ALTERED,
                        256,
                        "Entry 256 does not hash"),
                file(
                        "tile/entries/002.p/88",
                        bytes -> flipped(bytes, bytes.length - 2),
                        Code.ENTRY_ALTERED,
                        599,
                        "Entry 599"));
    }

    private static Arguments file(String name, UnaryOperator<byte[]> change, Code code, long index, String said) {
        return Arguments.of(name, change, code, index, said);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFile(String name, UnaryOperator<byte[]> change, Code code, long index, String said) throws IOException {
        MemoryLog log = MemoryLog.ofBills(600);
        log.files.put(name, change.apply(log.files.get(name)));
        AuditFinding found = Audits.audit(log).findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow();
        assertThat(found.index()).hasValue(index);
        assertThat(found.text()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"tile/0/000", "tile/0/001", "tile/1/000.p/2", "tile/entries/000"})
    void aFileOfAnotherLog(String name) throws IOException {
        MemoryLog other = new MemoryLog();
        for (int i = 0; i < 600; i++) {
            other.append(("other " + i).getBytes(ISO_8859_1));
        }
        MemoryLog log = MemoryLog.ofBills(600);
        log.files.put(name, other.publish().files.get(name));
        assertThat(Audits.audit(log, Optional.empty()).clean()).isFalse();
    }
}
