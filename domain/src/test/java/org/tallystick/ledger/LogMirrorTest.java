package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.MirrorRound.Outcome;

/** A mirror keeps what is proved, and evidence of what cannot be. */
class LogMirrorTest {
    private static final List<NoteVerifier> KNOWN = List.of(MemoryLog.SIGNER.verifier());

    @TempDir
    private Path directory;

    private final MemoryLog log = new MemoryLog();
    private LogMirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = LogMirror.open(log, directory, KNOWN, true);
    }

    @AfterEach
    void close() throws IOException {
        mirror.close();
    }

    @Test
    void whatWasMirroredBeforeARemovalIsKeptWithTheLogsWordForIt() throws IOException {
        grow(300);
        round();
        log.files.put("removal", new byte[] {1});
        log.removedEntries = true;

        assertThat(round().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertWhole();
        assertThat(new DirectoryTileSource(directory).removal()).containsExactly(1);
    }

    @Test
    void aMirrorThatComesTooLateForTheEntriesSaysSoOnce(@TempDir Path other) throws IOException {
        grow(1_000);
        log.removedEntries = true;

        try (LogMirror late = LogMirror.open(log, other, KNOWN, true)) {
            MirrorRound round = late.round(progress -> {});
            assertThat(round.outcome()).isEqualTo(Outcome.GROWN);
            assertThat(round.notes()).singleElement().asString().contains("only the master log proves");

            log.removedEntries = false;
            late.round(progress -> {});
            assertThat(other.resolve("tile/entries/002"))
                    .as("asked again in each round")
                    .exists();
        }
    }

    private void reopen(boolean withEntries) throws IOException {
        mirror.close();
        mirror = LogMirror.open(log, directory, KNOWN, withEntries);
    }

    private void grow(int size) {
        for (int i = log.entries.size(); i < size; i++) {
            log.append(MemoryLog.bill(i, i + 1).bytes());
        }
        log.publish();
    }

    private MirrorRound round() throws IOException {
        return mirror.round(progress -> {});
    }

    /** Every file of the log is in the mirror, byte for byte, except partial ones that a full one replaces. */
    private void assertWhole() throws IOException {
        DirectoryTileSource copy = new DirectoryTileSource(directory);
        LogAudit audit = new LogAuditor(copy, KNOWN).audit(copy.checkpoint(), Optional.empty(), progress -> {});
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.notes()).isEmpty();
        assertThat(audit.entries()).isEqualTo(log.entries.size());
        assertThat(copy.checkpoint()).isEqualTo(log.checkpoint());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (name.equals(".lock")) {
                    continue;
                }
                assertThat(Files.readAllBytes(file)).as(name).isEqualTo(log.files.get(name));
            }
        }
        assertThat(directory.resolve(".incoming")).doesNotExist();
    }

    @Test
    void growsWithTheLogOverEveryBoundary() throws IOException {
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 700, 1_300}) {
            grow(size);
            assertThat(round().outcome()).as("size %d", size).isEqualTo(Outcome.GROWN);
            assertWhole();
            assertThat(round().outcome()).isEqualTo(Outcome.UNCHANGED);
        }
        assertThat(directory.resolve("tile/0/000.p")).doesNotExist();
        assertThat(directory.resolve("tile/0/005.p/20")).exists();
    }

    @Test
    void aLargeLogComesOverAtOnce() throws IOException {
        MemoryLog large = Audits.largeLog();
        Path other = directory.resolve("large");
        try (LogMirror copy = LogMirror.open(large, other, KNOWN, true)) {
            List<Long> seen = new ArrayList<>();
            MirrorRound round = copy.round(progress -> seen.add(progress.checked()));
            assertThat(round.outcome()).isEqualTo(Outcome.GROWN);
            assertThat(round.entries()).isEqualTo(Audits.SIZE);
            assertThat(seen).isSorted().last().isEqualTo((long) Audits.SIZE);
            for (byte[] older : Audits.OLDER.values()) {
                assertThat(copy.check(older).outcome()).isEqualTo(Outcome.UNCHANGED);
            }
        }
        for (String tile : List.of("tile/1/000", "tile/1/001.p/2", "tile/2/000.p/1", "tile/entries/258.p/52")) {
            assertThat(Files.readAllBytes(other.resolve(tile))).isEqualTo(large.files.get(tile));
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        grow(1_300);
        assertThatThrownBy(() -> mirror.round(progress -> {
                    if (progress.checked() > 700) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(directory.resolve("checkpoint")).doesNotExist();
        assertThat(directory.resolve("tile")).doesNotExist();
        // What was fetched and is right need not be fetched again: gone at the source, it is here all the same.
        byte[] tile = log.files.remove("tile/0/000");
        log.files.remove("tile/entries/000");
        reopen(true);
        assertThat(round().outcome()).isEqualTo(Outcome.GROWN);
        assertThat(Files.readAllBytes(directory.resolve("tile/0/000"))).isEqualTo(tile);
    }

    @Test
    void whatAnEarlierProcessLeftIsNotTrusted() throws IOException {
        grow(700);
        Path staged = directory.resolve(".incoming/tile/0/000");
        Files.createDirectories(staged.getParent());
        Files.write(staged, new byte[8192]);
        Files.createDirectories(directory.resolve(".incoming/tile/entries"));
        Files.write(directory.resolve(".incoming/tile/entries/001"), new byte[10]);
        reopen(false);
        assertThat(round().outcome()).isEqualTo(Outcome.GROWN);
        assertThat(directory.resolve("tile/entries")).doesNotExist();
        reopen(true);
        assertThat(round().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertWhole();
    }

    @Test
    void entriesAreFilledInOnceThereIsAToken() throws IOException {
        grow(600);
        reopen(false);
        round();
        grow(900);
        reopen(true);
        assertThat(round().outcome()).isEqualTo(Outcome.GROWN);
        assertWhole();
    }

    @Test
    void anotherRootOfTheSameSizeIsASplitView() throws IOException {
        grow(300);
        round();
        assertSplitView(300, 299, true);
    }

    @Test
    void aLargerTreeOfAnotherHistoryIsASplitView() throws IOException {
        grow(300);
        round();
        assertSplitView(1_000, 299, true);
    }

    @Test
    void aSmallerTreeOfAnotherHistoryIsASplitView() throws IOException {
        grow(1_000);
        round();
        assertSplitView(300, 17, true);
    }

    /** @param changed index of the entry that the second history has otherwise */
    private void assertSplitView(int size, int changed, boolean proved) throws IOException {
        byte[] before = Files.readAllBytes(directory.resolve("checkpoint"));
        MemoryLog fork = new MemoryLog();
        for (int i = 0; i < size; i++) {
            fork.append(MemoryLog.bill(i, i == changed ? 9_999 : i + 1).bytes());
        }
        log.files.clear();
        log.files.putAll(fork.publish().files);
        MirrorRound round = round();
        assertThat(round.outcome()).isEqualTo(Outcome.SPLIT);
        byte[] json = Files.readAllBytes(round.evidence().orElseThrow());
        SplitView evidence = SplitView.parse(json);
        assertThat(evidence.proves(KNOWN)).isEqualTo(proved);
        assertThat(evidence.toJson()).isEqualTo(json);
        assertThat(Files.readAllBytes(directory.resolve("checkpoint"))).isEqualTo(before);
        assertThat(new DirectoryTileSource(directory).checkpoint()).isEqualTo(before);
        assertThat(round().evidence()).isEqualTo(round.evidence());
    }

    @Test
    void anOlderViewIsKeptOut() throws IOException {
        grow(300);
        byte[] old = log.checkpoint();
        grow(400);
        round();
        log.files.put("checkpoint", old);
        MirrorRound round = round();
        assertThat(round.outcome()).isEqualTo(Outcome.BEHIND);
        assertThat(round.checkpoint().orElseThrow().size()).isEqualTo(400);
        log.files.put("checkpoint", MemoryLog.sign(log.head()));
        assertThat(mirror.check(MemoryLog.sign(new TreeHead(401, new byte[32]))).outcome())
                .isEqualTo(Outcome.BEHIND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/002.p/88", "tile/entries/001", "tile/entries/002.p/88"})
    void aChangedByteIsNotMirrored(String file) throws IOException {
        grow(600);
        log.damage(file, 40);
        assertThatThrownBy(this::round).isInstanceOf(LedgerFormatException.class);
        assertThat(directory.resolve("checkpoint")).doesNotExist();
        assertThat(directory.resolve("tile")).doesNotExist();
        log.damage(file, 40);
        assertThat(round().outcome()).isEqualTo(Outcome.GROWN);
        assertWhole();
    }

    @Test
    void aDamagedMirrorDoesNotGrow() throws IOException {
        grow(300);
        round();
        Path edge = directory.resolve("tile/0/001.p/44");
        byte[] bytes = Files.readAllBytes(edge);
        bytes[0] ^= 1;
        Files.write(edge, bytes);
        grow(400);
        assertThatThrownBy(this::round)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("mirrored already is damaged");
        Files.write(directory.resolve("checkpoint"), Arrays.copyOf(log.checkpoint(), 60));
        assertThatThrownBy(this::round).isInstanceOf(LedgerStateException.class).hasMessageContaining("own checkpoint");
    }

    @Test
    void oneDirectoryHasOneLogAndOneProcess() throws IOException {
        grow(10);
        round();
        assertThatThrownBy(() -> LogMirror.open(log, directory, KNOWN, true))
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("Another process");
        NoteSigner other = NoteSigner.fromSeed("pos.example/ledger/other", new byte[32]);
        String text = new Checkpoint("pos.example/ledger/other", 0, MerkleHash.EMPTY_ROOT).text();
        log.files.put("checkpoint", NoteVerifier.utf8(other.sign(text)));
        mirror.close();
        mirror = LogMirror.open(log, directory, List.of(KNOWN.get(0), other.verifier()), true);
        assertThatThrownBy(this::round)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("a directory of its own");
    }

    @Test
    void evidenceIsNotBelievedWithoutTheProof() throws IOException {
        byte[] small = MemoryLog.sign(MemoryLog.ofBills(100).head());
        byte[] large = MemoryLog.sign(MemoryLog.ofBills(200).head());
        SplitView bare = SplitView.of(large, small, Optional.empty());
        assertThat(bare.proves(KNOWN)).isFalse();
        assertThat(bare.older()).isEqualTo(small);
        // The history is one: no root other than the signed one leads on.
        ConsistencyProof proof = new TiledLog(MemoryLog.ofBills(200), 200).consistency(100);
        Checkpoint older = Checkpoint.open(small, KNOWN);
        SplitView same = new SplitView(small, large, Optional.of(new SplitView.Prefix(older.root(), proof.path())));
        assertThat(same.proves(KNOWN)).isFalse();
        SplitView invented = new SplitView(small, large, Optional.of(new SplitView.Prefix(new byte[32], proof.path())));
        assertThat(invented.proves(KNOWN)).isFalse();
        byte[] unsigned = small.clone();
        unsigned[unsigned.length - 10] ^= 1;
        SplitView forged = new SplitView(unsigned, large, Optional.empty());
        assertThatThrownBy(() -> forged.proves(KNOWN)).isInstanceOf(LedgerFormatException.class);
    }
}
