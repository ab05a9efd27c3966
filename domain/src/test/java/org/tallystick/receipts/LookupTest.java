package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.shared.Money;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;

class LookupTest {

    @Test
    void readsBothFormsOfTheQuestion() {
        Lookup byNumber = parse("{'number':'6b7k-3m9p-4q8','date':'2026-11-22','amount':32860}");
        Lookup bySlip = parse("{'terminalNo':'10240017','traceNo':'001286','date':'2026-11-22','amount':32860}");

        assertThat(byNumber.number()).contains("6B7K3M9P4Q8");
        assertThat(byNumber.countedBy()).isEqualTo("6B7K3M9P4Q8");
        assertThat(bySlip.countedBy()).isEqualTo("10240017.001286");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|{'number':'6B7K3M9P4Q9','date':'2026-11-22','amount':1}",
                "date|{'number':'6B7K3M9P4Q8','date':'22.11.2026','amount':1}",
                "terminalNo|{'terminalNo':'1','traceNo':'001286','date':'2026-11-22','amount':1}",
                "traceNo|{'terminalNo':'10240017','traceNo':'1286','date':'2026-11-22','amount':1}",
                "amount|{'number':'6B7K3M9P4Q8','date':'2026-11-22'}"
            })
    void namesTheMemberAtFault(String member, String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.member()).isEqualTo(member)));
    }

    @Test
    void matchesTheLocalDayAndTheExactAmount() {
        Bill bill = bill("2026-11-22T23:59:59+08:00", 32_860);

        assertThat(lookup("2026-11-22", "328.60").matches(bill)).isTrue();
        assertThat(lookup("2026-11-22", "328.6").matches(bill)).isTrue();
        assertThat(lookup("2026-11-23", "328.60").matches(bill)).isFalse();
        assertThat(lookup("2026-11-22", "328.61").matches(bill)).isFalse();
        assertThat(lookup("2026-11-22", "32860").matches(bill)).isFalse();
    }

    private static Lookup lookup(String date, String amount) {
        return Lookup.byNumber("6B7K3M9P4Q8", LocalDate.parse(date), new SoughtAmount(new BigDecimal(amount), false));
    }

    private static Bill bill(String time, long amount) {
        return new BillBuilder()
                .terminal("89833105", "898331054110027", "10240017")
                .first(1)
                .code(new byte[16])
                .type(BillType.SALE)
                .money(new Money(amount, Currency.getInstance("CNY")))
                .time(OffsetDateTime.parse(time))
                .city("杭州")
                .entryMode(EntryMode.SCAN)
                .slip("001286", "000318")
                .build();
    }

    private static Lookup parse(String json) {
        byte[] utf8 = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Lookup.ofJson(StrictJson.parse(utf8, StrictJson.Limits.BILL));
    }
}
