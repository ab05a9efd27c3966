package org.tallystick.ear.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The bundled samples: invented sales of four shops, dated as if made just now. */
final class DemoSales {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("M/d/yyyy H:mm", Locale.ROOT);
    private static final int DATE_COLUMN = 4;

    private DemoSales() {}

    static InputStream resource(String name) {
        return Objects.requireNonNull(DemoSales.class.getResourceAsStream("/demo/" + name), name);
    }

    /** Copies a sample with every sale dated to this minute: a terminal signs when it sells. */
    static Path recent(String shop, Path file, Clock clock) throws IOException {
        String now = MINUTE.format(ZonedDateTime.now(clock.withZone(ZoneId.of("Asia/Shanghai"))));
        try (InputStream in = resource("sales-" + shop + ".csv")) {
            List<String> lines = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String dated = lines.stream()
                    .map(line -> line.startsWith("InvoiceNo") ? line : dated(line, now))
                    .collect(Collectors.joining("\n", "", "\n"));
            return Files.writeString(file, dated);
        }
    }

    private static String dated(String line, String now) {
        String[] cells = line.split(",", -1);
        cells[DATE_COLUMN] = now;
        return String.join(",", cells);
    }
}
