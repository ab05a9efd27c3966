package org.tallystick.ear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What was found, cell by cell, beside what {@code certificate-matrix.csv} expects. */
final class MatrixTable {
    private static final List<String> COLUMNS = List.of("at intake", "verified today", "verified in 2036");

    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();

    void put(String row, String column, String found) {
        cells.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, found);
    }

    void intake(String row, String found) {
        put(row, COLUMNS.get(0), found);
    }

    void today(String row, String found) {
        put(row, COLUMNS.get(1), found);
    }

    void in2036(String row, String found) {
        put(row, COLUMNS.get(2), found);
    }

    /** The expected cells, in the order of the file. */
    static Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (String line : lines().subList(1, lines().size())) {
            String[] parts = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < COLUMNS.size(); i++) {
                row.put(COLUMNS.get(i), parts[i + 1]);
            }
            rows.put(parts[0], row);
        }
        return rows;
    }

    /** The found ones in the same order. */
    Map<String, Map<String, String>> found() {
        Map<String, Map<String, String>> ordered = new LinkedHashMap<>();
        expected().keySet().forEach(row -> ordered.put(row, cells.getOrDefault(row, Map.of())));
        cells.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** As a table of Markdown, printed and kept below {@code target}. */
    void report() {
        List<String> all = new ArrayList<>(List.of("certificate"));
        all.addAll(COLUMNS);
        String text = "| " + String.join(" | ", all) + " |\n|" + "---|".repeat(all.size()) + "\n"
                + found().entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | "
                                + COLUMNS.stream()
                                        .map(column -> row.getValue().getOrDefault(column, "?"))
                                        .collect(Collectors.joining(" | "))
                                + " |")
                        .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(Path.of("target", "certificate-matrix.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\nCertificates, as they are judged:\n" + text);
    }

    private static List<String> lines() {
        try (InputStream in =
                Objects.requireNonNull(MatrixTable.class.getResourceAsStream("/certificate-matrix.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
