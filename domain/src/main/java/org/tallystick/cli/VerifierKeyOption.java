package org.tallystick.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteVerifier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Verifier keys on the command line, and in files with one on each line. */
final class VerifierKeyOption implements ITypeConverter<NoteVerifier> {
    @Override
    public NoteVerifier convert(String vkey) {
        try {
            return NoteVerifier.parse(vkey);
        } catch (LedgerFormatException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Lines of keys; empty ones and those that begin with # are skipped.
     *
     * @throws LedgerFormatException if a line is no key; its number is named
     */
    static List<NoteVerifier> in(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<NoteVerifier> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    keys.add(NoteVerifier.parse(line));
                } catch (LedgerFormatException e) {
                    throw new LedgerFormatException("Line " + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        return keys;
    }
}
