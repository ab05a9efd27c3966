package org.tallystick.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Reads settlement files of every kind, as a stream: memory does not grow with the file. */
public final class SettlementReader {
    private static final int HEAD = 512;

    private SettlementReader() {}

    /** Whether a file is XML, by its first character that is no blank. */
    public static boolean isXml(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        for (byte b : head) {
            // Marks of UTF-8 and UTF-16, and the zeros of UTF-16.
            if (b > ' ') {
                return b == '<';
            }
        }
        return false;
    }

    /**
     * Reads a file to its end.
     *
     * @param today of the upload, in the zone of the sales: for dates without a year, and to know what cannot be right
     * @return what kind of file it is
     * @throws FileRefusal if the file cannot be read as a whole; rows and faults given before count for nothing
     */
    public static SettlementFormat read(Path file, LocalDate today, RowSink sink) throws IOException {
        if (isXml(file)) {
            return CamtSettlement.read(file, today, sink);
        }
        CsvSettlement.read(file, today, sink);
        return SettlementFormat.CSV;
    }
}
