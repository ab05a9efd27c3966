package org.tallystick.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.VerificationReport;

/**
 * What became of one file of a batch.
 *
 * @param report if the file was read
 * @param note what else there is to say, such as the file that it repeats
 */
record FileAnswer(Path file, FileResult result, Optional<VerificationReport> report, Optional<String> note) {

    static FileAnswer of(Path file, VerificationReport report) {
        return new FileAnswer(file, FileResult.of(report), Optional.of(report), Optional.empty());
    }

    static FileAnswer without(Path file, FileResult result, Optional<String> note) {
        return new FileAnswer(file, result, Optional.empty(), note);
    }

    /** One line: the word, the file, and what made it so. A name of a file moves no cursor. */
    String text(Locale locale) {
        String why = report.flatMap(VerificationReport::decider)
                .map(check -> CheckTexts.question(check.id(), locale) + " " + CheckTexts.reason(check, locale))
                .orElseGet(() -> CheckTexts.sentence(result, locale));
        String line = CheckTexts.word(result, locale) + "  " + file + "  " + why
                + note.map(more -> " (" + more + ")").orElse("");
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** One line of JSON. */
    String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", file.toString());
        members.put("result", result.name());
        members.put("note", note);
        members.put("report", report.map(VerificationReport::toMembers));
        return JsonWriter.text(members);
    }
}
