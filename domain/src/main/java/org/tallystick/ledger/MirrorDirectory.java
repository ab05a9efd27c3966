package org.tallystick.ledger;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.Sha256;

/**
 * The directory of a mirror: the log's files under the names they are served by, so that any web server can serve it.
 * What is fetched waits beside them until all of it is proved, and the checkpoint moves last. One process has it for
 * itself.
 */
final class MirrorDirectory implements AutoCloseable {
    private static final String CHECKPOINT = "checkpoint";
    private static final String INCOMING = ".incoming";
    private static final int AT_ONCE = 32;

    private final Path root;
    private final Path incoming;
    private final FileChannel lock;
    private final DirectoryTileSource files;

    /** Names of what this process staged, or found staged and took: nothing else is ever moved to its place. */
    private final Set<String> staged = new LinkedHashSet<>();

    private MirrorDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.incoming = root.resolve(INCOMING);
        this.lock = lock;
        this.files = new DirectoryTileSource(root);
    }

    /** @throws LedgerStateException if another process is mirroring into it */
    static MirrorDirectory open(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel lock = DurableFile.lock(root.resolve(".lock"))
                .orElseThrow(() -> new LedgerStateException(
                        "Another process is mirroring into " + root + ". Wait until it has ended, then repeat."));
        return new MirrorDirectory(root, lock);
    }

    DirectoryTileSource files() {
        return files;
    }

    /** @return the checkpoint up to which everything is here; empty in a new mirror */
    Optional<byte[]> checkpoint() throws IOException {
        return Files.exists(root.resolve(CHECKPOINT)) ? Optional.of(files.checkpoint()) : Optional.empty();
    }

    boolean has(String name) {
        return Files.exists(root.resolve(name));
    }

    void stage(String name, byte[] content) throws IOException {
        Path target = incoming.resolve(name);
        Files.createDirectories(target.getParent());
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        staged.add(name);
    }

    /** Takes what an earlier process staged. */
    void take(String name) {
        staged.add(name);
    }

    /** @return what an earlier process fetched and did not live to prove; not trusted */
    Optional<byte[]> staged(String name) throws IOException {
        Path file = incoming.resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    void discardStaged() throws IOException {
        staged.clear();
        if (Files.exists(incoming)) {
            try (Stream<Path> all = Files.walk(incoming)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Moves what is staged and proved to its place, durably, then the checkpoint that covers it. */
    void commit(byte[] checkpoint) throws IOException {
        moveStaged();
        DurableFile.replacePublic(root.resolve(CHECKPOINT), checkpoint);
    }

    void moveStaged() throws IOException {
        forceStaged();
        Set<Path> places = new LinkedHashSet<>();
        for (String name : staged) {
            Path file = incoming.resolve(name);
            Path target = root.resolve(name);
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            dropPartials(target);
            addFolders(places, target);
        }
        for (Path folder : places) {
            DurableFile.syncFolder(folder.resolve(CHECKPOINT));
        }
        discardStaged();
    }

    /** Many at once: a file system writes the journal of all that wait for it together. */
    private void forceStaged() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            staged.forEach(name -> tasks.add(() -> force(incoming.resolve(name))));
            for (Future<Boolean> forced : threads.invokeAll(tasks)) {
                forced.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The mirror was interrupted.");
        } catch (ExecutionException e) {
            throw new IOException("What was fetched cannot be made durable", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            return true;
        }
    }

    /** The folder of a file and those above it up to the mirror's own: each is made durable once. */
    private void addFolders(Set<Path> folders, Path file) {
        Path folder = file.getParent();
        while (folder != null && folders.add(folder) && !folder.equals(root)) {
            folder = folder.getParent();
        }
    }

    /** Once a tile is full its partial forms are no longer needed (C2SP tlog-tiles). */
    private static void dropPartials(Path tile) throws IOException {
        Path partials = tile.resolveSibling(tile.getFileName() + ".p");
        if (Files.isDirectory(partials)) {
            try (Stream<Path> all = Files.list(partials)) {
                for (Path partial : all.toList()) {
                    Files.delete(partial);
                }
            }
            Files.delete(partials);
        }
    }

    void keepRemoval(byte[] proof) throws IOException {
        DurableFile.replacePublic(root.resolve("removal"), proof);
    }

    void keepMaster(byte[] proof) throws IOException {
        DurableFile.replacePublic(root.resolve("master"), proof);
    }

    /** @return where the evidence is; the same evidence is kept once */
    Path keepEvidence(SplitView view) throws IOException {
        byte[] json = view.toJson();
        String hash = HexFormat.of().formatHex(Sha256.of(json)).substring(0, 12);
        Path file = root.resolve("split-view-" + hash + ".json");
        DurableFile.replacePublic(file, json);
        return file;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
