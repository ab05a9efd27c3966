package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files that a command was given: those named, and of directories everything below that is called {@code .json} or
 * {@code .jose}, in the order of their names. Links inside a directory are not followed, so nothing is visited twice for ever.
 *
 * @param files also those that cannot be read: whoever opens them says so
 * @param skipped how many files in directories have other names
 */
record FileList(List<Path> files, long skipped) {

    static FileList of(List<Path> given) {
        List<Path> files = new ArrayList<>();
        long skipped = 0;
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                Walk walk = new Walk();
                try {
                    Files.walkFileTree(path, walk);
                } catch (IOException e) {
                    walk.found.add(path);
                }
                Collections.sort(walk.found);
                files.addAll(walk.found);
                skipped += walk.skipped;
            } else {
                files.add(path);
            }
        }
        return new FileList(files, skipped);
    }

    private static boolean isNamedLikeAReceipt(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".jose");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();
        private long skipped;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isNamedLikeAReceipt(file)) {
                found.add(file);
            } else {
                skipped++;
            }
            return FileVisitResult.CONTINUE;
        }

        /** A directory that may not be opened stands in the list, and is found unreadable there. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            found.add(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
