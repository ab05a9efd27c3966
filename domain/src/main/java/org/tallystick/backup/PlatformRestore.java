package org.tallystick.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LogFileName;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.ReleasedNote;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/** Puts a backup into an empty data directory. Until everything is there and right, all of it is in a directory beside, which counts for nothing. */
public final class PlatformRestore {
    private static final String H2_FILE = "db.mv.db";

    private final Path data;
    private final Path fresh;

    /**
     * What was restored.
     *
     * @param database a copy that PostgreSQL's own tools take; empty if it was H2's and is in place
     * @param erasures lines of other registers that the backup's lacks
     */
    public record Restored(Optional<Path> database, int erasures, List<Checkpoint> held) {}

    /** @throws IllegalArgumentException if a platform is there already */
    public PlatformRestore(Path data) {
        this.data = data.toAbsolutePath().normalize();
        this.fresh = this.data.resolve("restoring");
        for (String name : List.of("keys", H2_FILE, "released")) {
            if (Files.exists(this.data.resolve(name))) {
                throw new IllegalArgumentException(
                        "There is a platform in " + data + " (" + name + "): restore into an empty directory");
            }
        }
    }

    /**
     * Restores.
     *
     * @param checkpoints of every log in the backup the newest signed one that anybody outside has
     * @param registers of erasures, the newest there are
     * @throws DamagedBackupException if the backup is not whole
     * @throws IllegalArgumentException if a checkpoint is missing or no log's; nothing is restored then
     */
    public Restored restore(Path backup, char[] passphrase, List<byte[]> checkpoints, List<Path> registers)
            throws IOException {
        DurableFile.makeDirectory(data);
        clear();
        DurableFile.makeDirectory(fresh);
        try {
            unpack(backup, passphrase);
            List<Checkpoint> held = hold(checkpoints);
            ErasureRegister register = new ErasureRegister(fresh.resolve("keys/erasures"));
            int erasures = 0;
            for (Path other : registers) {
                erasures += register.merge(new ErasureRegister(other));
            }
            Optional<Path> database = place();
            return new Restored(database, erasures, held);
        } finally {
            clear();
        }
    }

    private void unpack(Path backup, char[] passphrase) throws IOException {
        Map<String, String> digests = new HashMap<>();
        Optional<JsonObject> manifest = Optional.empty();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(backup));
                ZipInputStream zip = new ZipInputStream(new SealedInput(in, passphrase))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(PlatformBackup.MANIFEST)) {
                    manifest = Optional.of(StrictJson.parse(zip.readAllBytes(), StrictJson.Limits.UPLOAD));
                } else {
                    digests.put(entry.getName(), write(zip, entry.getName()));
                }
            }
        }
        compare(manifest.orElseThrow(() -> new DamagedBackupException("The backup has no manifest")), digests);
    }

    private String write(InputStream content, String name) throws IOException {
        Path target = fresh.resolve(name).normalize();
        if (!target.startsWith(fresh)) {
            throw new DamagedBackupException("The backup names a file outside of it: " + name);
        }
        DurableFile.makeDirectory(target.resolveSibling("."));
        try (OutputStream file = java.nio.channels.Channels.newOutputStream(DurableFile.openForWriting(target));
                DigestOutputStream out = new DigestOutputStream(file, Sha256.inPieces())) {
            content.transferTo(out);
            return Base64Url.encode(out.getMessageDigest().digest());
        }
    }

    private static void compare(JsonObject manifest, Map<String, String> digests) {
        Map<String, String> missing = new HashMap<>(digests);
        for (JsonObject file : manifest.objects("files")) {
            if (!file.string("sha256").equals(missing.remove(file.string("name")))) {
                throw new DamagedBackupException("The backup lacks " + file.string("name") + ", or it is another one");
            }
        }
        if (!missing.isEmpty()) {
            throw new DamagedBackupException("The backup's manifest does not name " + missing.keySet());
        }
    }

    /** Holds the node to be to what is known outside of each log. */
    private List<Checkpoint> hold(List<byte[]> notes) throws IOException {
        List<Checkpoint> held = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        try (var keys = Files.newDirectoryStream(fresh.resolve("keys"), "log-*.seed")) {
            for (Path key : keys) {
                unknown.add(key.getFileName().toString());
            }
        }
        for (byte[] note : notes) {
            String origin = new String(note, StandardCharsets.UTF_8).split("\n", 2)[0];
            NoteVerifier log = key(origin);
            held.add(opened(note, log));
            unknown.remove(LogFileName.key(origin));
            DurableFile.makeDirectory(fresh.resolve("released"));
            ReleasedNote.begin(ReleasedNote.file(fresh.resolve("released"), origin, "restored"), note, log);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Of these logs no checkpoint was given: " + unknown
                    + ". Take the newest one from a mirror, a witness or whoever reads the log");
        }
        return held;
    }

    private NoteVerifier key(String origin) throws IOException {
        Path key = fresh.resolve("keys").resolve(LogFileName.key(origin));
        if (!Files.exists(key)) {
            throw new IllegalArgumentException("The backup has no log " + origin);
        }
        byte[] seed = Base64.getDecoder().decode(Files.readString(key).strip());
        return NoteSigner.fromSeed(origin, seed).verifier();
    }

    private static Checkpoint opened(byte[] note, NoteVerifier log) {
        try {
            return Checkpoint.open(note, List.of(log));
        } catch (LedgerFormatException e) {
            throw new IllegalArgumentException("The checkpoint of " + log.name() + " is not signed by its log", e);
        }
    }

    /** The keys come last: without them nothing starts. */
    private Optional<Path> place() throws IOException {
        Optional<Path> database = Optional.empty();
        try (var copies = Files.newDirectoryStream(fresh.resolve("database"))) {
            for (Path copy : copies) {
                database = place(copy);
            }
        }
        if (Files.exists(fresh.resolve("released"))) {
            Files.move(fresh.resolve("released"), data.resolve("released"));
        }
        try (var roots = Files.newDirectoryStream(fresh, "*.pem")) {
            for (Path root : roots) {
                Files.move(root, data.resolve(root.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(fresh.resolve("keys"), data.resolve("keys"));
        DurableFile.syncFolder(data.resolve("keys"));
        return database;
    }

    private Optional<Path> place(Path copy) throws IOException {
        String name = copy.getFileName().toString();
        if (name.equals(H2_FILE)) {
            Files.move(copy, data.resolve(H2_FILE));
            return Optional.empty();
        }
        if (name.endsWith(".h2.zip")) {
            try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(copy)))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().equals(H2_FILE)) {
                        Files.copy(zip, data.resolve(H2_FILE));
                        return Optional.empty();
                    }
                }
            }
            throw new DamagedBackupException("The copy of the database holds no " + H2_FILE);
        }
        Path target = data.resolve("restored-" + name);
        Files.move(copy, target);
        return Optional.of(target);
    }

    private void clear() throws IOException {
        if (Files.exists(fresh)) {
            try (var files = Files.walk(fresh)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
