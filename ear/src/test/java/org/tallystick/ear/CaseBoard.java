package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.tallystick.coverage.CaseState;
import org.tallystick.ear.Post.Figures;
import org.tallystick.signing.Cause;

/** Cases and rates as an institution and the regulator see them, and what shop and institution do about a case. */
final class CaseBoard {
    private static final Pattern CELLS = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern COUNTER = Pattern.compile("counter (\\d+)");
    private static final Pattern COUNT = Pattern.compile("Cases: ([\\d,]+)");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final TrialServer trial;

    CaseBoard(TrialServer trial) {
        this.trial = trial;
    }

    /**
     * A line of the list.
     *
     * @param number without hyphens, as addresses have it
     * @param receipt number without hyphens; empty while no bill has come
     * @param counter while no bill has come
     */
    record Row(
            String number,
            String receipt,
            String terminalNo,
            OptionalLong counter,
            String missing,
            Cause cause,
            CaseState state,
            String remedy) {
        private static Row of(String line) {
            String[] cells = cells(line);
            Matcher counter = COUNTER.matcher(cells[1]);
            boolean hole = counter.find();
            return new Row(
                    cells[0].replace("-", ""),
                    hole ? "" : cells[1].replace("-", ""),
                    cells[2],
                    hole ? OptionalLong.of(Long.parseLong(counter.group(1))) : OptionalLong.empty(),
                    cells[7],
                    Cause.valueOf(cells[8]),
                    CaseState.valueOf(cells[9]),
                    cells[11]);
        }
    }

    /** All cases, closed ones too. */
    List<Row> all() {
        return lines(trial.officer(), "/institution/unsigned.csv?which=all")
                .map(Row::of)
                .toList();
    }

    /** Cases of a terminal. */
    List<Row> of(String terminalNo) {
        return lines(trial.officer(), "/institution/unsigned.csv?which=all&q=" + terminalNo)
                .map(Row::of)
                .toList();
    }

    /** The terminal's only case, once it is like this. */
    Row awaitCase(String terminalNo, Predicate<Row> like) {
        await(
                () -> of(terminalNo).stream().anyMatch(like),
                () -> "the case of " + terminalNo + " in " + of(terminalNo));
        List<Row> rows = of(terminalNo);
        if (rows.size() != 1) {
            throw new AssertionError("not one case: " + rows);
        }
        return rows.get(0);
    }

    /** How many cases there are, closed ones too. */
    int count() {
        try {
            Matcher count = COUNT.matcher(
                    trial.officer().get("/institution/unsigned?which=all").text());
            return count.find() ? Integer.parseInt(count.group(1).replace(",", "")) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was counted of a terminal's sales within a year. */
    Figures figures(String terminalNo) {
        return figuresByTerminal().getOrDefault(terminalNo, Figures.NONE);
    }

    /** The same of all terminals. */
    Map<String, Figures> figuresByTerminal() {
        return rates("terminal").stream().collect(Collectors.toMap(cells -> cells[0], CaseBoard::figures));
    }

    /** Lines of the regulator's rates within a year. */
    private List<String[]> rates(String by) {
        String from = trial.now().minus(Duration.ofDays(364)).toString().substring(0, 10);
        return lines(trial.regulator(), "/regulator/coverage.csv?by=" + by + "&from=" + from)
                .map(CaseBoard::cells)
                .toList();
    }

    private static Figures figures(String[] cells) {
        return new Figures(
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]));
    }

    /** Lets shop and institution do what the mending asks of them; what the terminal has to do is not done here. */
    void mend(Row row, Mending mending) {
        switch (mending) {
            case SCAN -> handIn(row, "PAPER_SCAN", "%PDF-1.7 the slip of " + row.number());
            case LETTER -> handIn(row, "CONFIRMATION_LETTER", "%PDF-1.7 the letter of " + row.number());
            case EXPLANATION -> {
                expect(
                        303,
                        trial.owner(),
                        "/merchant",
                        row,
                        Map.of("do", "EXPLAINED", "words", "the customer had left"));
                decide(row, "accept");
            }
            case INVESTIGATION -> {
                expect(422, trial.owner(), "/merchant", row, Map.of("do", "EXPLAINED", "words", "no harm was meant"));
                decide(row, "accept");
            }
            case GIVEN_UP -> decide(row, "give-up");
            case SIGNED_AGAIN, SENT_AGAIN -> {
                // The terminal's turn.
            }
        }
    }

    private void handIn(Row row, String remedy, String pdf) {
        try {
            String page = "/merchant/unsigned/" + row.number();
            TestAnswer answer = trial.owner()
                    .upload(
                            page,
                            Map.of("do", remedy, "version", version(trial.owner(), page)),
                            "slip.pdf",
                            pdf.getBytes(StandardCharsets.UTF_8));
            require(answer.status() == 303, answer);
            decide(row, "accept");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decide(Row row, String decision) {
        expect(303, trial.officer(), "/institution", row, Map.of("do", decision, "words", "looked into"));
    }

    private static void expect(int status, PortalClient person, String area, Row row, Map<String, String> form) {
        try {
            String page = area + "/unsigned/" + row.number();
            Map<String, String> whole = new LinkedHashMap<>(form);
            whole.put("version", version(person, page));
            TestAnswer answer = person.post(page, whole);
            require(answer.status() == status, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(PortalClient person, String page) throws IOException {
        Matcher version = VERSION.matcher(person.get(page).text());
        return version.find() ? version.group(1) : "0";
    }

    private static void require(boolean fact, TestAnswer answer) {
        if (!fact) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
    }

    private static Stream<String> lines(PortalClient person, String path) {
        try {
            TestAnswer answer = person.get(path);
            require(answer.status() == 200, answer);
            return answer.text().lines().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] cells(String line) {
        return Arrays.stream(CELLS.split(line, -1))
                .map(cell -> cell.startsWith("\"")
                        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                        : cell)
                .toArray(String[]::new);
    }

    private static void await(Callable<Boolean> condition, Supplier<String> what) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(150))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("waited in vain for " + what.get(), e);
        }
    }
}
