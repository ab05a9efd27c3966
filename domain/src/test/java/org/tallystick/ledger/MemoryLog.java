package org.tallystick.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A published log in memory, every file of which can be damaged. */
public final class MemoryLog implements LogFiles {
    public static final NoteSigner SIGNER =
            NoteSigner.fromSeed("pos.example/ledger/test", MerkleHash.leaf(new byte[0]));

    final Map<String, byte[]> files = new HashMap<>();
    final List<byte[]> entries = new ArrayList<>();
    boolean refusesEntries;
    boolean removedEntries;
    int asked;

    private final GrowingTree tree = GrowingTree.empty();
    private final NoteSigner signer;

    public MemoryLog() {
        this(SIGNER);
    }

    public MemoryLog(NoteSigner signer) {
        this.signer = signer;
    }

    /** A log of bills of one terminal, without gaps, one a second. */
    public static MemoryLog ofBills(int size) {
        MemoryLog log = new MemoryLog();
        for (int i = 0; i < size; i++) {
            log.append(bill(i, i + 1).bytes());
        }
        return log.publish();
    }

    public static LedgerEntry bill(int index, long counter) {
        return entry(EntryKind.RECEIPT, index, "10000001.1." + counter);
    }

    static LedgerEntry entry(EntryKind kind, int index, String subject) {
        byte[] digest = MerkleHash.leaf(Integer.toString(index).getBytes(StandardCharsets.US_ASCII));
        return new LedgerEntry(kind, "71" + index, subject, 1_800_000_000_000L + index * 1_000L, digest);
    }

    public void append(byte[] entry) {
        entries.add(entry);
        tree.append(MerkleHash.leaf(entry));
    }

    /** Writes the files of the present size; partial ones of earlier sizes stay, as on a server. */
    public MemoryLog publish() {
        for (FullTile tile : tree.drainFullTiles()) {
            files.put("tile/" + tile.coordinate().path(), tile.hashes());
        }
        List<byte[]> edges = tree.edges();
        for (int level = 0; level < edges.size(); level++) {
            byte[] edge = edges.get(level);
            if (edge.length > 0) {
                long last = (tree.size() >> 8 * level) - 1;
                files.put(
                        "tile/"
                                + TileCoordinate.holding(level, last, tree.size())
                                        .path(),
                        edge);
            }
        }
        for (int from = 0; from < entries.size(); from += 256) {
            List<byte[]> bundle = entries.subList(from, Math.min(entries.size(), from + 256));
            String path = new EntryBundleCoordinate(from / 256, bundle.size()).path();
            files.computeIfAbsent("tile/entries/" + path, name -> EntryBundle.encode(bundle));
        }
        files.put("checkpoint", sign(tree.head(), signer));
        return this;
    }

    public static byte[] sign(TreeHead head) {
        return sign(head, SIGNER);
    }

    private static byte[] sign(TreeHead head, NoteSigner signer) {
        String text = new Checkpoint(signer.verifier().name(), head.size(), head.root()).text();
        return signer.sign(text).getBytes(StandardCharsets.UTF_8);
    }

    public TreeHead head() {
        return tree.head();
    }

    /** Changes one bit. */
    public void damage(String name, int offset) {
        byte[] changed = files.get(name).clone();
        changed[offset] ^= 0x10;
        files.put(name, changed);
    }

    public void save(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return read("checkpoint");
    }

    @Override
    public byte[] objects(long bundle) throws IOException {
        return read("objects/" + bundle);
    }

    @Override
    public byte[] removal() throws IOException {
        return read("removal");
    }

    @Override
    public byte[] master() throws IOException {
        return read("master");
    }

    @Override
    public byte[] tile(TileCoordinate coordinate) throws IOException {
        return read("tile/" + coordinate.path());
    }

    @Override
    public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
        if (refusesEntries) {
            throw new AccessDeniedException(coordinate.path());
        }
        asked++;
        if (removedEntries) {
            throw new EntriesRemovedException(coordinate.path());
        }
        return read("tile/entries/" + coordinate.path());
    }

    private byte[] read(String name) throws IOException {
        byte[] file = files.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }
}
