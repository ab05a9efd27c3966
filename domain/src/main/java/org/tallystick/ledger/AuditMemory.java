package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What an audit that was ended too early, or an audit of a smaller log, leaves to the next one: how far it came under
 * which checkpoint, and what it must still know of the entries behind it. A text of lines under its own digest.
 */
public final class AuditMemory {
    private static final String FORMAT = "tallystick-audit/v1";

    private final byte[] checkpoint;
    private final long checked;
    private final List<String[]> lines;

    private AuditMemory(byte[] checkpoint, long checked, List<String[]> lines) {
        this.checkpoint = checkpoint;
        this.checked = checked;
        this.lines = lines;
    }

    /** @throws LedgerStateException if the file is no such memory, or damaged */
    public static AuditMemory parse(byte[] file) {
        try {
            Lines text = new Lines(SealedText.open(file));
            if (!text.next("format").equals(FORMAT)) {
                throw new LedgerFormatException("It must begin with the line " + FORMAT);
            }
            byte[] checkpoint = Base64Text.decode(text.nextAfter("checkpoint"), "checkpoint");
            long checked = Lines.decimal(text.nextAfter("checked"), "number of entries checked");
            List<String[]> lines = new ArrayList<>();
            while (text.hasNext()) {
                lines.add(text.next("line").split(" "));
            }
            return new AuditMemory(checkpoint, checked, lines);
        } catch (LedgerFormatException e) {
            throw new LedgerStateException("The state file cannot be used: " + e.getMessage()
                    + ". Delete it, and the audit begins at the first entry.");
        }
    }

    static StringBuilder begin(byte[] checkpoint, long checked) {
        return new StringBuilder(FORMAT + "\n")
                .append("checkpoint ")
                .append(Base64Text.encode(checkpoint))
                .append("\nchecked ")
                .append(checked)
                .append('\n');
    }

    /** The signed note that the earlier audit was of. */
    byte[] checkpoint() {
        return checkpoint;
    }

    /** Number of entries that are behind the earlier audit. */
    public long checked() {
        return checked;
    }

    /** @return the fields of each line that begins with this word, the word itself at 0 */
    List<String[]> all(String word) {
        return lines.stream().filter(line -> line[0].equals(word)).toList();
    }

    /** @return the number after this word; 0 if there is none */
    long number(String word) {
        return all(word).stream()
                .findFirst()
                .map(line -> Lines.decimal(line[1], word))
                .orElse(0L);
    }
}
