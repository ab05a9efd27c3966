package org.tallystick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tallystick.shared.Sha256;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.VerificationReport;

/**
 * Checks any number of files, as many at a time as there are processors, and answers in the order in which they were given.
 *
 * <p>No file ends it: what cannot be read is an answer too. Only a few files per processor are in memory at any time; what grows
 * with their number is a digest and a path each, some 300 bytes, by which the same file is known again.
 */
final class BatchVerification {
    /** Files read ahead for each processor, so that none waits for the disk. */
    private static final int AHEAD = 4;

    private final Function<byte[], VerificationReport> verifier;
    private final Map<ByteBuffer, Path> seen = new HashMap<>();

    /** @param verifier safe for several threads */
    BatchVerification(Function<byte[], VerificationReport> verifier) {
        this.verifier = verifier;
    }

    /** @param told hears of every file, in order, on the calling thread */
    void run(List<Path> files, Consumer<FileAnswer> told) {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(processors);
        Deque<Future<FileAnswer>> running = new ArrayDeque<>();
        try {
            for (Path file : files) {
                if (running.size() == processors * AHEAD) {
                    told.accept(result(running.remove()));
                }
                running.add(start(file, pool));
            }
            while (!running.isEmpty()) {
                told.accept(result(running.remove()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Future<FileAnswer> start(Path file, ExecutorService pool) {
        if (!Files.isRegularFile(file)) {
            return done(file, FileResult.UNREADABLE, Optional.of(Files.exists(file) ? "not a file" : "not there"));
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(ReceiptFile.MAX_LENGTH + 1);
        } catch (IOException e) {
            return done(file, FileResult.UNREADABLE, Optional.of(e.getClass().getSimpleName()));
        }
        if (content.length > ReceiptFile.MAX_LENGTH) {
            return done(file, FileResult.TOO_LARGE, Optional.empty());
        }
        Path first = seen.putIfAbsent(ByteBuffer.wrap(Sha256.of(content)), file);
        return first == null
                ? pool.submit(() -> verified(file, content))
                : done(file, FileResult.DUPLICATE, Optional.of(first.toString()));
    }

    private static Future<FileAnswer> done(Path file, FileResult result, Optional<String> note) {
        return CompletableFuture.completedFuture(FileAnswer.without(file, result, note));
    }

    /** A fault of ours is told for the file at which it happened, as nothing is known about that one; the others go on. */
    private FileAnswer verified(Path file, byte[] content) {
        try {
            return FileAnswer.of(file, verifier.apply(content));
        } catch (RuntimeException e) {
            return FileAnswer.without(file, FileResult.UNREADABLE, Optional.of("the verifier failed: " + e));
        }
    }

    private static FileAnswer result(Future<FileAnswer> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The batch was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The batch ran out of memory or of something else that it needs", e);
        }
    }
}
