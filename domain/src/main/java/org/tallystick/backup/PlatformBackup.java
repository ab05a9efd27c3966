package org.tallystick.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;

/**
 * Writes a backup. The database's copy was made before the keys are read, so there is a key for everything in it. Keys in a device (PKCS #11) are
 * not in it, nor is what a node has signed.
 */
public final class PlatformBackup {
    static final String DATABASE = "database/";
    static final String MANIFEST = "manifest.json";

    private final Path data;
    private final Instant at;

    /** @param data the platform's data directory */
    public PlatformBackup(Path data, Instant at) {
        this.data = data;
        this.at = at;
    }

    /**
     * Writes the file, beside its place first: it is there whole or not at all.
     *
     * @param database a consistent copy, as H2 or PostgreSQL has made it
     * @return how many files are in it
     */
    public int write(Path database, Path target, char[] passphrase) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        BackupKey key = BackupKey.fresh(passphrase);
        int files;
        try (FileChannel channel = DurableFile.openForWriting(fresh);
                OutputStream out = new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel))) {
            files = pack(database, new SealedOutput(new Kept(out), key));
            out.flush();
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.syncFolder(target);
        return files;
    }

    private int pack(Path database, OutputStream out) throws IOException {
        List<Map<String, Object>> manifest = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            manifest.add(add(zip, DATABASE + database.getFileName(), database));
            for (Path file : keys()) {
                manifest.add(add(zip, data.relativize(file).toString().replace('\\', '/'), file));
            }
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("version", 1);
            said.put("at", at.toString());
            said.put("files", manifest);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JsonWriter.write(said));
            zip.closeEntry();
        }
        return manifest.size();
    }

    /** Keys, the register of erasures among them, and the roots that were handed out. */
    private List<Path> keys() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var keys = Files.walk(data.resolve("keys"));
                var roots = Files.newDirectoryStream(data, "*.pem")) {
            keys.filter(Files::isRegularFile).sorted().forEach(files::add);
            roots.forEach(files::add);
        }
        return files;
    }

    private static Map<String, Object> add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestOutputStream digest = new DigestOutputStream(zip, Sha256.inPieces());
        long size;
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ)) {
            size = in.transferTo(digest);
        }
        zip.closeEntry();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("size", size);
        line.put("sha256", Base64Url.encode(digest.getMessageDigest().digest()));
        return line;
    }

    /** Stays open for being forced to the disk. */
    private static final class Kept extends java.io.FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
