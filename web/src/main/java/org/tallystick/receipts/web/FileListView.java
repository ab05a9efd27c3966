package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.VerificationReport;

/** The results of checking several uploaded files: one line each, and nothing that only a file itself says. */
@Named("files")
@RequestScoped
public class FileListView {
    private static final String RESULTS = "tallystick.file-checks";
    private static final int LONGEST_NAME = 80;

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, List<Result> results) {
        request.setAttribute(RESULTS, results);
    }

    /**
     * What came of one file.
     *
     * @param report absent if the file was not checked
     */
    record Result(@Nullable String name, FileResult result, Optional<VerificationReport> report) {}

    /**
     * One line.
     *
     * @param number as the seal states it, where a signature vouches for the bill
     */
    public record Row(String name, String state, String icon, String word, String number, String why) {}

    public List<Row> getRows() {
        return results().stream().map(this::row).toList();
    }

    /** How many there are, and how many of them are genuine. */
    public String getSummary() {
        long genuine = results().stream()
                .filter(each -> each.result() == FileResult.GENUINE)
                .count();
        return Texts.of("Checking", locale())
                .get("files.summary", Counts.of(results().size()), Counts.of(genuine));
    }

    private Row row(Result each) {
        boolean asked = each.report().isPresent() || each.result() == FileResult.TOO_LARGE;
        String state =
                switch (each.result()) {
                    case GENUINE -> "pass";
                    case UNSIGNED -> "lack";
                    case NOT_GENUINE, BROKEN, TOO_LARGE -> "fail";
                    case UNKNOWN, UNREADABLE, DUPLICATE -> "open";
                };
        return new Row(
                name(each),
                state,
                icon(state),
                asked ? CheckTexts.word(each.result(), locale()) : text("files.not-checked"),
                each.report()
                        .filter(report -> report.bill().isPresent())
                        .flatMap(VerificationReport::number)
                        .map(ReceiptNumber::grouped)
                        .orElse(""),
                asked ? why(each) : text("files.not-checked.why"));
    }

    private String why(Result each) {
        return each.report()
                .flatMap(VerificationReport::decider)
                .map(check -> CheckTexts.reason(check, locale()))
                .orElseGet(() -> CheckTexts.sentence(each.result(), locale()));
    }

    private static String icon(String state) {
        return switch (state) {
            case "pass" -> "check";
            case "fail" -> "cross";
            case "lack" -> "gap";
            default -> "ask";
        };
    }

    private static String name(Result each) {
        String name = each.name() == null ? "" : each.name().replaceAll("\\p{C}", "");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private String text(String key) {
        return Texts.of("Checking", locale()).get(key);
    }

    @SuppressWarnings("unchecked")
    private List<Result> results() {
        return (List<Result>) request.getAttribute(RESULTS);
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
