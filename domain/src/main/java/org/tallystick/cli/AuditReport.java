package org.tallystick.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PrivateNoteKey;
import org.tallystick.shared.DurableFile;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;

/**
 * An audit's result as two files: a text that people read and that is signed (C2SP signed-note), and the same for
 * programs beside it, whose digest the signed text names.
 *
 * @param source address or directory that was audited
 * @param keys that the auditor believed
 * @param older sizes of the earlier checkpoints that the log was held against
 * @param checkpoint the signed note that was audited
 * @param receipts what was looked at besides the log, in a sentence
 */
record AuditReport(
        LogAudit audit,
        String source,
        List<NoteVerifier> keys,
        List<Long> older,
        byte[] checkpoint,
        String receipts,
        Instant finished) {

    /** Writes FILE and FILE.json; the key is made if it is not there yet. */
    NoteVerifier write(Path file, Path keyFile, String name) throws IOException {
        PrivateNoteKey key;
        if (Files.exists(keyFile)) {
            key = PrivateNoteKey.load(keyFile);
        } else {
            key = PrivateNoteKey.newSigner(name);
            key.save(keyFile);
        }
        byte[] json = json();
        Path beside = file.resolveSibling(file.getFileName() + ".json");
        String signed = key.signer().sign(text(beside, json));
        DurableFile.replacePublic(beside, json);
        DurableFile.replacePublic(file, signed.getBytes(StandardCharsets.UTF_8));
        return key.verifier();
    }

    private String text(Path beside, byte[] json) {
        StringBuilder text = new StringBuilder("Report of an audit\n\n");
        text.append("Audited   %s\n".formatted(printable(source)));
        text.append("Finished  %s\n".formatted(finished));
        keys.forEach(key -> text.append("Key       %s\n".formatted(key.vkey())));
        older.forEach(size -> text.append("Earlier   a checkpoint of %d entries\n".formatted(size)));
        text.append("Receipts  %s\n\n".formatted(receipts));
        text.append(AuditText.of(audit).replace(System.lineSeparator(), "\n"));
        text.append("\nThe checkpoint that was audited:\n\n");
        printable(new String(checkpoint, StandardCharsets.UTF_8))
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("\nSHA-256 of %s: %s\n"
                .formatted(
                        printable(String.valueOf(beside.getFileName())),
                        HexFormat.of().formatHex(Sha256.of(json))));
        return text.toString();
    }

    /** A note has no control characters but line feeds. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x09\\x0b-\\x1f]", "?");
    }

    private byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", "tallystick-audit-report/v1");
        members.put("source", source);
        members.put("finished", finished.toString());
        members.put("keys", keys.stream().map(NoteVerifier::vkey).toList());
        members.put("older", older);
        members.put("receipts", receipts);
        members.put("checkpoint", new String(checkpoint, StandardCharsets.UTF_8));
        members.putAll(AuditText.members(audit));
        return (JsonWriter.text(members) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
