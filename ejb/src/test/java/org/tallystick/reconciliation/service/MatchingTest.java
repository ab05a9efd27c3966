package org.tallystick.reconciliation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.reconciliation.service.Books.line;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.reconciliation.service.Books.Receipt;
import org.tallystick.shared.Problem;

/** Which row finds which receipt, and what is said of all the others. */
class MatchingTest {
    private static final String DAY = "2026-11-20";
    private static final Optional<Period> THAT_DAY =
            Optional.of(new Period(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20)));

    @TempDir
    Path directory;

    private Books books;

    @BeforeEach
    void open() {
        books = new Books(directory);
    }

    @Test
    void aRowFindsItsReceiptByReferenceAndAmount() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));

        SettlementFile file = books.load(line(1, "12.30", DAY));

        assertThat(Books.figures(file))
                .isEqualTo("ACTIVE rows=1 matched=1 differing=0 open=0 unknown=0 duplicate=0 faults=0");
        SettledLine found = only(file);
        assertThat(found.rule()).isEqualTo("REFERENCE");
        assertThat(found.receipt()).isEqualTo("R0000000001");
    }

    @Test
    void theReferenceWinsOverTheTrace() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        books.add(Receipt.sale(2, 1230, DAY));

        SettlementFile file = books.load("20000001,000001,000002,000000000001,消费,12.30,2026-11-20\n");

        SettledLine found = only(file);
        assertThat(found.receipt()).isEqualTo("R0000000001");
        assertThat(found.result()).isEqualTo(MatchResult.MATCHED_WITH_DIFFERENCE);
        assertThat(found.differences()).containsExactly("TRACE");
    }

    @Test
    void withoutReferenceTheTraceOfTheBatchDecidesAndWithoutBatchTheTrace() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        books.add(Receipt.sale(2, 1230, DAY));

        SettlementFile file =
                books.load("20000001,000001,000001,,消费,12.30,2026-11-20\n20000001,,000002,,消费,12.30,2026-11-20\n");

        assertThat(lines(file)).extracting(SettledLine::rule).containsExactly("BATCH_TRACE", "TRACE");
        assertThat(lines(file)).extracting(SettledLine::receipt).containsExactly("R0000000001", "R0000000002");
    }

    @Test
    void aDayBeforeOrAfterIsNoDifferenceAndAWeekIsOne() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        books.add(Receipt.sale(2, 1230, DAY));

        SettlementFile file = books.load(line(1, "12.30", "2026-11-21") + line(2, "12.30", "2026-11-13"));

        assertThat(lines(file))
                .extracting(SettledLine::result)
                .containsExactly(MatchResult.MATCHED, MatchResult.MATCHED_WITH_DIFFERENCE);
        assertThat(lines(file).get(1).differences()).containsExactly("DATE");
        assertThat(lines(file).get(1).rule()).isEqualTo("REFERENCE_OTHER_DAY");
    }

    @Test
    void anotherAmountIsADifference() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));

        SettledLine found = only(books.load(line(1, "12.31", DAY)));

        assertThat(found.differences()).containsExactly("AMOUNT");
        assertThat(found.rule()).isEqualTo("REFERENCE_OTHER_SUM");
        assertThat(found.receiptAmount()).isEqualTo(1230);
    }

    @Test
    void aRefundIsNeverTakenForTheSale() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));

        assertThat(only(books.load(line(1, "12.30", DAY).replace("消费", "退货"))).result())
                .isEqualTo(MatchResult.NO_RECEIPT);
    }

    @Test
    void aTerminalThatIsNotOursIsSaidToBeUnknown() throws IOException {
        SettlementFile file =
                books.load(line(1, "12.30", DAY) + line(2, "1.00", DAY).replace("20000001", "99999999"));

        assertThat(lines(file))
                .extracting(SettledLine::result)
                .containsExactly(MatchResult.NO_RECEIPT, MatchResult.UNKNOWN_TERMINAL);
        assertThat(books.reconciliation.withoutReceipt(0, 10)).hasSize(1);
    }

    @Test
    void theSameRowTwiceAndASecondPaymentAreDuplicates() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));

        SettlementFile file =
                books.load(line(1, "12.30", DAY) + line(1, "12.30", DAY) + line(1, "12.30", "2026-11-21"));

        assertThat(lines(file))
                .extracting(SettledLine::result)
                .containsExactly(MatchResult.MATCHED, MatchResult.DUPLICATE, MatchResult.DUPLICATE);
        assertThat(lines(file)).extracting(SettledLine::rule).containsExactly("REFERENCE", "SAME_ROW", "REFERENCE");
        assertThat(books.reconciliation.rowsOf(Books.TERMINAL, 1, 1)).hasSize(3);
    }

    @Test
    void theSameRowInAnotherFileIsADuplicateUntilTheFirstIsUndone() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        SettlementFile first = books.load(line(1, "12.30", DAY));
        SettlementFile second = books.load(line(1, "12.30", DAY) + "\n");
        assertThat(only(second).result()).isEqualTo(MatchResult.DUPLICATE);

        books.desk.undo(Books.OFFICER, first.number());

        assertThat(only(second).result()).isEqualTo(MatchResult.NO_RECEIPT);
        assertThat(books.reconciliation.again()).isEqualTo(1);
        assertThat(only(second).result()).isEqualTo(MatchResult.MATCHED);
        assertThat(books.again(second).counts().matched()).isEqualTo(1);
    }

    @Test
    void theSameFileTwiceIsRefusedUntilItIsUndone() throws IOException {
        SettlementFile first = books.load(line(1, "12.30", DAY));
        assertThatThrownBy(() -> books.hand(line(1, "12.30", DAY), Optional.empty()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is in use");

        books.desk.undo(Books.OFFICER, first.number());

        assertThat(books.load(line(1, "12.30", DAY)).state()).isEqualTo(SettlementState.ACTIVE);
    }

    @Test
    void undoingLeavesNothing() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        books.add(Receipt.sale(2, 1230, DAY));
        SettlementFile file = books.load(line(1, "12.30", DAY), THAT_DAY);
        assertThat(missing()).containsExactly("R0000000002");

        books.desk.undo(Books.OFFICER, file.number());

        assertThat(books.again(file).state()).isEqualTo(SettlementState.UNDONE);
        for (String table : List.of("row", "result", "day", "due", "missing")) {
            assertThat(books.number("SELECT COUNT(*) FROM settlement_" + table))
                    .as(table)
                    .isZero();
        }
        assertThatThrownBy(() -> books.desk.undo(Books.OFFICER, file.number())).isInstanceOf(Problem.class);
    }

    @Test
    void receiptsOfDueDaysWithoutARowAreFoundAndNoOthers() throws IOException {
        for (int day = 17; day <= 21; day++) {
            books.add(Receipt.sale(day, 1000, "2026-11-" + day));
            books.add(Receipt.sale(day + 100, 1000, "2026-11-" + day));
        }

        books.load(line(17, "10.00", "2026-11-17")
                + line(18, "10.00", "2026-11-18")
                + line(19, "10.00", "2026-11-19")
                + line(20, "10.00", "2026-11-20"));

        assertThat(missing()).containsExactly("R0000000118", "R0000000119");
    }

    @Test
    void aVoidedSaleNeedsNoRowUnlessOneOfThePairHasOne() throws IOException {
        int sale = books.add(Receipt.sale(1, 1000, DAY));
        books.add(Receipt.sale(2, 1000, DAY).type("VOID"), sale);
        int other = books.add(Receipt.sale(3, 2000, DAY));
        books.add(Receipt.sale(4, 2000, DAY).type("VOID"), other);
        books.add(Receipt.sale(5, 3000, DAY).type("PREAUTH"));

        books.load(line(3, "20.00", DAY), THAT_DAY);

        assertThat(missing()).containsExactly("R0000000004");
    }

    @Test
    void aBillThatComesLaterIsMatchedLater() throws IOException {
        SettlementFile file = books.load(line(1, "12.30", DAY));
        assertThat(only(file).result()).isEqualTo(MatchResult.NO_RECEIPT);
        books.reconciliation.again();
        books.reconciliation.again();

        books.add(Receipt.sale(1, 1230, DAY));
        books.append("R0000000001");

        assertThat(books.reconciliation.again()).isEqualTo(1);
        assertThat(only(file).result()).isEqualTo(MatchResult.MATCHED);
        assertThat(Books.figures(books.again(file))).contains("matched=1").contains("open=0");
        assertThat(books.reconciliation.again()).isZero();
    }

    @Test
    void aBillOfADueDayThatComesLaterIsMissingUntilItsRowComes() throws IOException {
        books.load(line(1, "12.30", DAY), THAT_DAY);
        int late = books.add(Receipt.sale(2, 500, DAY));
        books.append("R0000000002");
        books.reconciliation.again();
        assertThat(missing()).containsExactly("R0000000002");

        books.add(Receipt.sale(3, 500, DAY).type("VOID"), late);
        books.append("R0000000003");
        books.reconciliation.again();
        assertThat(missing()).isEmpty();
    }

    @Test
    void aReceiptThatTakesAnotherOnesCounterStaysSettled() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        SettlementFile file = books.load(line(1, "12.30", DAY), THAT_DAY);

        books.run("UPDATE receipt SET active = FALSE");
        books.run(
                "INSERT INTO receipt SELECT 'R0000000009', terminal_no, series, counter, 1, TRUE, code, payload_digest,"
                        + " verified, status, cause, stored, digest, log_id, 9, arrival, findings, acquirer, merchant_no, bill_type,"
                        + " amount, currency, sale_date, trace_no, previous, original_terminal, original_series, original_counter,"
                        + " sale_time, batch_no, reference_no, auth_code, card_last4 FROM receipt");
        books.append("R0000000009");
        books.reconciliation.again();

        assertThat(missing()).isEmpty();
        assertThat(only(file).receipt()).isEqualTo("R0000000009");
    }

    @Test
    void whatIsThrownMeanwhileLeavesTheStagedFileAloneAndItIsReadAgain() throws IOException {
        books.add(Receipt.sale(1, 1230, DAY));
        SettlementFile staged = books.hand(line(1, "12.30", DAY) + line(2, "1.00", DAY) + "x\n", Optional.empty());
        for (int step = 1; step <= 4; step++) {
            int[] left = {step};
            assertThatThrownBy(() -> books.imports.perform(Books.OFFICER, staged.number(), steps -> {
                        if (--left[0] == 0) {
                            throw new IllegalStateException("stopped");
                        }
                    }))
                    .hasMessage("stopped");
            assertThat(books.again(staged).state()).isEqualTo(SettlementState.STAGED);
            assertThat(books.number("SELECT COUNT(*) FROM settlement_row")).isZero();
            assertThat(books.number("SELECT COUNT(*) FROM settlement_result")).isZero();
            assertThat(books.number("SELECT COUNT(*) FROM settlement_fault")).isZero();
        }

        assertThat(Books.figures(books.imports.perform(Books.OFFICER, staged.number(), steps -> {})))
                .isEqualTo("ACTIVE rows=2 matched=1 differing=0 open=1 unknown=0 duplicate=0 faults=1");
    }

    @Test
    void whileAFileIsReadNobodyReadsItASecondTime() throws IOException {
        SettlementFile staged = books.hand(line(1, "12.30", DAY), Optional.empty());
        books.imports.perform(Books.OFFICER, staged.number(), steps -> {
            assertThatThrownBy(() -> books.imports.perform(Books.OFFICER, staged.number(), none -> {}))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> books.desk.drop(Books.OFFICER, staged.number()))
                    .isInstanceOf(Problem.class);
        });
        assertThat(books.again(staged).isActive()).isTrue();
    }

    @Test
    void aMillionErrorsAreRefusedAtTheLimitAndNothingIsImported() throws IOException {
        StringBuilder bad = new StringBuilder(line(1, "12.30", DAY));
        bad.append("x\n".repeat(1_000_000));

        SettlementFile file = books.load(bad.toString());

        assertThat(Books.figures(file)).startsWith("REFUSED").endsWith("faults=100");
        assertThat(file.refusal().orElseThrow().reason().name()).isEqualTo("TOO_MANY_FAULTS");
        assertThat(books.number("SELECT COUNT(*) FROM settlement_row")).isZero();
        assertThat(books.lists.faults(Books.OFFICER, file, 0, 1000)).hasSize(100);
    }

    @Test
    void aDroppedFileIsGoneAndAnotherInstitutionSeesNone() throws IOException {
        SettlementFile staged = books.hand(line(1, "12.30", DAY), Optional.empty());
        var other = Books.viewer(Role.INSTITUTION_OFFICER, Optional.of("48033320"));
        assertThatThrownBy(() -> books.desk.find(other, staged.number())).hasMessageContaining("not-found");
        assertThat(books.desk.list(other, Long.MAX_VALUE, 10)).isEmpty();
        assertThatThrownBy(() -> books.lists.lines(
                        Books.viewer(Role.OPERATOR, Optional.empty()), staged, EnumSet.allOf(MatchResult.class), 0, 1))
                .hasMessageContaining("forbidden");

        books.desk.drop(Books.OFFICER, staged.number());

        assertThat(books.again(staged).state()).isEqualTo(SettlementState.DROPPED);
        assertThat(directory.resolve("settlements").toFile().list()).isEmpty();
    }

    private SettledLine only(SettlementFile file) {
        assertThat(lines(file)).hasSize(1);
        return lines(file).get(0);
    }

    private List<SettledLine> lines(SettlementFile file) {
        return books.lists.lines(Books.OFFICER, file, EnumSet.allOf(MatchResult.class), 0, 100);
    }

    private List<String> missing() {
        return books.reconciliation.notSettled(Optional.empty(), 100).stream()
                .map(UnsettledReceipt::number)
                .toList();
    }
}
