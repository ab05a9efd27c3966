package org.tallystick.enrolment.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.service.PrivateFile;

/**
 * The file in which whoever installs terminals finds their codes: {@code [{"terminalNo","code","expires"}]}, mode 600. The
 * only place where codes are in plain text.
 */
final class CodeFile {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(3, 64, 128, 10_000_000);

    private final Path file;

    CodeFile(Path file) {
        this.file = file;
    }

    /** What the file says; nothing if there is no such file, or somebody has spoilt it: codes can be made anew. */
    List<IssuedCode> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return StrictJson.parseArray(Files.readAllBytes(file), LIMITS, "codes").stream()
                    .map(entry -> new IssuedCode(
                            entry.string("terminalNo"), entry.string("code"), Instant.parse(entry.string("expires"))))
                    .toList();
        } catch (IOException | Problem | DateTimeException e) {
            return List.of();
        }
    }

    void write(List<IssuedCode> codes) {
        PrivateFile.createDirectory(
                java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()));
        String lines = codes.stream().map(CodeFile::line).collect(Collectors.joining(",\n", "[", "]\n"));
        PrivateFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(IssuedCode code) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", code.terminalNo());
        members.put("code", code.code());
        members.put("expires", code.expires().toString());
        return JsonWriter.text(members);
    }
}
