package org.tallystick.terminal.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tallystick.terminal.TerminalException;
import org.tallystick.terminal.Trouble;

/**
 * A file of invoices, gathered by InvoiceNo in the order of their first rows.
 *
 * @param strayLines numbers of the lines that name no invoice
 */
record SalesFile(List<Invoice> invoices, List<Long> strayLines) {
    private static final Set<String> REQUIRED =
            Set.of("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    /** Reads the whole file; {@link Trouble#USAGE} if it is not such a file. */
    static SalesFile read(Path file, Charset charset) {
        try (BufferedReader reader = Files.newBufferedReader(file, charset)) {
            skipByteOrderMark(reader);
            try (CSVParser parser = FORMAT.parse(reader)) {
                requireColumns(file, parser);
                return gather(parser);
            }
        } catch (NoSuchFileException e) {
            throw new TerminalException(Trouble.USAGE, "There is no file %s.".formatted(file));
        } catch (CharacterCodingException e) {
            throw new TerminalException(
                    Trouble.USAGE,
                    "%s is not %s text: name its character set with --charset.".formatted(file, charset),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK.charAt(0)) {
            reader.reset();
        }
    }

    private static void requireColumns(Path file, CSVParser parser) {
        Set<String> missing = new TreeSet<>(REQUIRED);
        parser.getHeaderNames().forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new TerminalException(
                    Trouble.USAGE, "%s lacks the columns %s.".formatted(file, String.join(", ", missing)));
        }
    }

    private static SalesFile gather(CSVParser parser) {
        Map<String, InvoiceBuilder> byNumber = new LinkedHashMap<>();
        List<Long> stray = new ArrayList<>();
        String before = "";
        for (CSVRecord row : parser) {
            String number = row.isSet("InvoiceNo") ? row.get("InvoiceNo") : "";
            if (number.isEmpty()) {
                stray.add(parser.getCurrentLineNumber());
                continue;
            }
            byNumber.computeIfAbsent(number, InvoiceBuilder::new)
                    .add(row, parser.getCurrentLineNumber(), number.equals(before));
            before = number;
        }
        return new SalesFile(
                byNumber.values().stream().map(InvoiceBuilder::build).toList(), stray);
    }
}
