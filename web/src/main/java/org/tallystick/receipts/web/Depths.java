package org.tallystick.receipts.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.RawMaterial;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationReport;

/**
 * The two deeper of a report's four depths. The panel is the first, the checklist the second; these say how each check was
 * made, and show what all of it was made from.
 *
 * @param policy id and version of the rules by which the outcome was drawn
 * @param raw empty where no signature vouches for the bill
 */
public record Depths(List<Row> rows, String policy, List<Piece> raw) {

    /**
     * How one check was made.
     *
     * @param facts for machines; those of a check that did not pass are left out, as a stranger may have written them
     */
    public record Row(CheckRow check, String how, List<Fact> facts) {}

    /** A piece of raw material under its name. */
    public record Piece(String name, String text) {}

    /** @param file JSON of the receipt file that the report is about */
    static Depths of(VerificationReport report, byte[] file, Locale locale) {
        return new Depths(
                report.checks().stream()
                        .map(check -> row(check, report, locale))
                        .toList(),
                report.policy().name(),
                parsed(file).map(read -> RawMaterial.of(read, report)).orElse(List.of()).stream()
                        .map(piece -> new Piece(CheckTexts.raw(piece.key(), locale), piece.text()))
                        .toList());
    }

    private static Row row(CheckResult check, VerificationReport report, Locale locale) {
        Verdict verdict = CheckRow.shown(check, report);
        List<Fact> facts = check.result() == Verdict.PASS
                ? check.details().entrySet().stream()
                        .map(detail -> new Fact(detail.getKey(), String.valueOf(detail.getValue()), "code"))
                        .toList()
                : List.of();
        return new Row(
                CheckRow.of(check, verdict, CheckTexts.question(check.id(), locale), locale),
                CheckTexts.how(check.id(), locale),
                facts);
    }

    private static Optional<ReceiptFile> parsed(byte[] file) {
        try {
            return Optional.of(ReceiptFile.parse(file));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
