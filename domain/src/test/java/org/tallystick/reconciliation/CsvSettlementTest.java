package org.tallystick.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good files in all their forms, and every kind of bad one that we know of. */
class CsvSettlementTest {
    private static final String TITLE = "对账单,,,,,,,,,\n";

    @Test
    void aRowIsReadWhole() throws IOException {
        SettledRow row = Parsed.of(Parsed.HEADER + Parsed.LINE).only();

        assertThat(row.line()).isEqualTo(2);
        assertThat(row.merchantNo()).isEqualTo("898331054110027");
        assertThat(row.terminalNo()).isEqualTo("20000001");
        assertThat(row.batchNo() + row.traceNo() + row.referenceNo()).isEqualTo("000001000007000110047115");
        assertThat(row.amount().minorUnits()).isEqualTo(1230);
        assertThat(row.amount().currency().getCurrencyCode()).isEqualTo("CNY");
        assertThat(row.back()).isFalse();
        assertThat(row.soldOn()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(row.settledOn()).isEqualTo(Optional.of(LocalDate.of(2026, 11, 21)));
        assertThat(row.cardLast4()).isEqualTo("1234");
    }

    @Test
    void gbkIsReadAsWellAsUtf8WithAndWithoutItsMark() throws IOException {
        String text = Parsed.HEADER + Parsed.LINE;

        assertThat(Parsed.of(text, Charset.forName("GBK")).only())
                .isEqualTo(Parsed.of(text).only());
        assertThat(Parsed.of("\uFEFF" + text).only()).isEqualTo(Parsed.of(text).only());
        assertThat(Parsed.of(text, StandardCharsets.UTF_16).only())
                .isEqualTo(Parsed.of(text).only());
    }

    @Test
    void aChineseCharacterBehindTheFirstMegabyteStillDecidesTheEncoding() throws IOException {
        String english = "Terminal no,Trace no,Amount,Date,Remark\n";
        String line = "20000001,000007,12.30,2026-11-20,none\n";
        String text = english + line.repeat(30_000) + "20000001,000008,12.30,2026-11-20,备注\n";

        Parsed parsed = Parsed.of(text, Charset.forName("GBK"));

        assertThat(parsed.rows()).hasSize(30_001);
        assertThat(parsed.faults()).isEmpty();
    }

    @Test
    void everyLineEndingEndsALineAndNumbersAreThoseOfAnEditor() throws IOException {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            Parsed parsed =
                    Parsed.of((TITLE + Parsed.HEADER + "\n" + Parsed.LINE + "x\n" + Parsed.LINE).replace("\n", end));

            assertThat(parsed.rows()).extracting(SettledRow::line).containsExactly(4L, 6L);
            assertThat(parsed.fault().line()).isEqualTo(5);
            assertThat(parsed.fault().reason()).isEqualTo(FaultReason.CELLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void otherSeparatorsAreFound(String separator) throws IOException {
        assertThat(Parsed.of((Parsed.HEADER + Parsed.LINE).replace(",", separator))
                        .only())
                .isEqualTo(Parsed.of(Parsed.HEADER + Parsed.LINE).only());
    }

    @Test
    void columnsMayStandInAnyOrderBesideOthersThatNobodyKnows() throws IOException {
        SettledRow row = Parsed.of("fee,DATE,Amount,trace_no,TERMINAL-ID\n0.01,20261120,12.30,7,20000001\n")
                .only();

        assertThat(row.traceNo()).isEqualTo("000007");
        assertThat(row.amount().minorUnits()).isEqualTo(1230);
        assertThat(row.soldOn()).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void aFileThatWasCutOffSaysSoInItsLastLine() throws IOException {
        Parsed parsed = Parsed.of(Parsed.HEADER + Parsed.LINE + Parsed.LINE.substring(0, 50));

        assertThat(parsed.rows()).hasSize(1);
        assertThat(parsed.fault()).isEqualTo(new RowFault(3, FaultReason.TRUNCATED, "", "5/10"));
    }

    @Test
    void valuesOfSwappedColumnsAreBadLinesWithTheColumnsName() throws IOException {
        String swapped = "20000001,898331054110027,000001,000007,000110047115,消费,12.30,2026-11-20,,\n";
        String amountInTrace = "898331054110027,20000001,000001,12.30,000110047115,消费,000007,2026-11-20,,\n";

        assertThat(Parsed.of(Parsed.HEADER + swapped).fault().field()).isIn("TERMINAL", "MERCHANT");
        assertThat(Parsed.of(Parsed.HEADER + amountInTrace).fault())
                .isEqualTo(new RowFault(2, FaultReason.FORM, "TRACE", "12.30"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.56|123456",
                "1,234.56|123456",
                "1.234,56|123456",
                "1234,5|123450",
                "1,234|123400",
                "￥1,234.56|123456",
                "１２．３０|1230",
                "12.30元|1230",
                "CNY 12.30|1230",
                "12.3000|1230",
                "0.01|1",
                "=\"12.30\"|1230"
            })
    void amountsInOtherForms(String text, long minorUnits) throws IOException {
        assertThat(amount(text).only().amount().minorUnits()).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234|AMBIGUOUS",
                "1.230|AMBIGUOUS",
                "12.345|AMBIGUOUS",
                "1234.567|DECIMALS",
                "000123|FORM",
                "1,23,456|FORM",
                "1.23E+05|FORM",
                "twelve|FORM",
                "12.30.40|FORM",
                "--12|FORM",
                "99999999999999999999|FORM",
                "''|MISSING"
            })
    void amountsThatAreNoneOrCouldBeTwo(String text, FaultReason reason) throws IOException {
        assertThat(amount(text).fault().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.30", "(12.30)", "12.30-", "−12.30"})
    void aMinusSignMeansThatMoneyGoesBack(String text) throws IOException {
        assertThat(amount(text).only().back()).isTrue();
        assertThat(amount(text).only().amount().minorUnits()).isEqualTo(1230);
    }

    @Test
    void minorUnitsCountWhereTheHeaderSaysSo() throws IOException {
        assertThat(Parsed.of("终端号,流水号,金额(分),交易日期\n20000001,000007,000000001230,20261120\n")
                        .only()
                        .amount()
                        .minorUnits())
                .isEqualTo(1230);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20",
                "20261120",
                "2026/11/20",
                "2026.11.20",
                "2026年11月20日",
                "1120",
                "2026-11-20 18:42:07",
                "20261120184207",
                "2026-11-20T18:42:07+08:00"
            })
    void datesInOtherForms(String text) throws IOException {
        assertThat(date(text).only().soldOn()).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "20/11/2026,AMBIGUOUS",
        "11/20/26,AMBIGUOUS",
        "2026-02-30,FORM",
        "yesterday,FORM",
        "2027-01-01,IMPLAUSIBLE_DATE",
        "1999-01-01,IMPLAUSIBLE_DATE",
        "'',MISSING"
    })
    void datesThatAreNoneOrCannotBe(String text, FaultReason reason) throws IOException {
        assertThat(date(text).fault().reason()).isEqualTo(reason);
    }

    @Test
    void aMonthAndADayAreOfTheLastSuchDay() throws IOException {
        assertThat(date("1231").only().soldOn()).isEqualTo(LocalDate.of(2025, 12, 31));
    }

    @Test
    void whatASpreadsheetHasSpoiltIsSaidToBe() throws IOException {
        Parsed parsed = Parsed.of("参考号,金额,日期\n1.10047E+11,12.30,20261120\n");

        assertThat(parsed.fault()).isEqualTo(new RowFault(2, FaultReason.FORM, "REFERENCE", "1.10047E+11"));
    }

    @Test
    void aLineWithoutAnyKeyIsBad() throws IOException {
        Parsed parsed = Parsed.of("终端号,流水号,参考号,金额,日期\n20000001,,,12.30,20261120\n");

        assertThat(parsed.fault().reason()).isEqualTo(FaultReason.NO_KEY);
    }

    @Test
    void aRefundAndAFeeAreToldApart() throws IOException {
        Parsed parsed = Parsed.of(Parsed.HEADER + Parsed.LINE.replace("消费", "退货") + Parsed.LINE.replace("消费", "手续费"));

        assertThat(parsed.rows()).singleElement().matches(SettledRow::back);
        assertThat(parsed.fault()).isEqualTo(new RowFault(3, FaultReason.UNKNOWN_TYPE, "TYPE", "手续费"));
    }

    @Test
    void sumsAtTheEndAreNoRows() throws IOException {
        assertThat(Parsed.of(Parsed.HEADER + Parsed.LINE + "合计,,,,,,12.30,,,\n总笔数:1\n")
                        .only()
                        .line())
                .isEqualTo(2);
    }

    @Test
    void anOpenQuotationMarkSpoilsItsLineOnly() throws IOException {
        Parsed parsed = Parsed.of(Parsed.HEADER + "\"898331\n" + Parsed.LINE);

        assertThat(parsed.rows()).hasSize(1);
        assertThat(parsed.fault().reason()).isEqualTo(FaultReason.QUOTE);
    }

    @Test
    void aLineWithoutEndIsTooLongAndTakesNoMemory() throws IOException {
        Parsed parsed = Parsed.of(Parsed.HEADER + "7".repeat(3_000_000) + "\n" + Parsed.LINE);

        assertThat(parsed.rows()).hasSize(1);
        assertThat(parsed.fault()).isEqualTo(new RowFault(2, FaultReason.TOO_LONG, "", ""));
    }

    @Test
    void aFullCardNumberIsNeverRepeated() throws IOException {
        SettledRow row = Parsed.of(Parsed.HEADER + Parsed.LINE.replace("621700******1234", "6217001234561234"))
                .only();
        RowFault fault = Parsed.of(Parsed.HEADER + Parsed.LINE.replace("000007", "6217001234561234"))
                .fault();

        assertThat(row.toString()).doesNotContain("6217001234561234");
        assertThat(fault.value()).isEqualTo("6217****1234");
    }

    @Test
    void aMillionErrorsAreAMillionFaultsAndTheReaderMayBeStopped() {
        StringBuilder text = new StringBuilder(Parsed.HEADER);
        text.append("x\n".repeat(1_000_000));

        assertThatThrownBy(() -> {
                    java.nio.file.Path file = java.nio.file.Files.createTempFile("errors", "");
                    java.nio.file.Files.writeString(file, text);
                    long[] seen = {0};
                    SettlementReader.read(file, Parsed.TODAY, new RowSink(row -> {}, fault -> {
                        if (++seen[0] > 10_000) {
                            throw new FileRefusal(RefusalReason.TOO_MANY_FAULTS, "");
                        }
                    }));
                })
                .isInstanceOfSatisfying(
                        FileRefusal.class, e -> assertThat(e.reason()).isEqualTo(RefusalReason.TOO_MANY_FAULTS));
    }

    @Test
    void filesThatAreNoneAreRefusedAsAWhole() {
        assertRefused("", RefusalReason.EMPTY);
        assertRefused("hello\nworld\n", RefusalReason.HEADER);
        assertRefused("商户编号,终端编号,交易金额,交易日期\n", RefusalReason.COLUMNS);
        assertRefused("终端号,流水号,金额,交易金额,日期\n", RefusalReason.COLUMN_TWICE);
        assertThatThrownBy(() -> Parsed.of(new byte[] {'a', (byte) 0xFF, (byte) 0xFF, 'b', '\n'}))
                .isInstanceOfSatisfying(
                        FileRefusal.class, e -> assertThat(e.reason()).isEqualTo(RefusalReason.ENCODING));
    }

    @Test
    void missingColumnsAreNamed() {
        assertThatThrownBy(() -> Parsed.of("商户编号,终端编号,交易日期\n"))
                .isInstanceOfSatisfying(
                        FileRefusal.class, e -> assertThat(e.detail()).isEqualTo("AMOUNT TRACE"));
    }

    private static void assertRefused(String text, RefusalReason reason) {
        assertThatThrownBy(() -> Parsed.of(text)).isInstanceOfSatisfying(FileRefusal.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    private static Parsed amount(String text) throws IOException {
        return Parsed.of("终端号;流水号;金额;日期\n20000001;000007;" + text + ";20261120\n");
    }

    private static Parsed date(String text) throws IOException {
        return Parsed.of("终端号;流水号;金额;日期\n20000001;000007;12.30;" + text + "\n");
    }
}
