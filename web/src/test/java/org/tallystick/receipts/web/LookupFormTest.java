package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.web.FakeRequest;

class LookupFormTest {

    @Test
    void asksForDateAndAmountOnceTheNumberIsGood() {
        LookupForm form = form("/?n=6b7k+3m9p+4q8");

        assertThat(form.asksMore()).isTrue();
        assertThat(form.lookup()).isEmpty();
        assertThat(form.isWrong("date")).isFalse();
    }

    @Test
    void saysWhatIsWrongWithANumber() {
        LookupForm form = form("/?n=6B7K-3M9P-4Q9");

        assertThat(form.fault("n")).isEqualTo("fault.number");
        assertThat(form.asksMore()).isFalse();
    }

    @Test
    void isCompleteWithNumberDateAndAmount() {
        var lookup =
                form("/?n=6B7K-3M9P-4Q8&date=2026-11-22&amount=328.60").lookup().orElseThrow();

        assertThat(lookup.number()).contains("6B7K3M9P4Q8");
        assertThat(lookup.date()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        LookupForm form = form("/?terminal=12&trace=&day=2026-13-01&sum=abc");

        assertThat(form.slip()).isTrue();
        assertThat(form.lookup()).isEmpty();
        assertThat(new String[] {"terminal", "trace", "day", "sum"}).allMatch(form::isWrong);
    }

    @Test
    void takesTheFactsOfASlipWithoutANumber() {
        var lookup = form("/?terminal=10240017&trace=1286&day=20261122&sum=328.6")
                .lookup()
                .orElseThrow();

        assertThat(lookup.terminalNo()).contains("10240017");
        assertThat(lookup.traceNo()).contains("001286");
        assertThat(lookup.countedBy()).isEqualTo("10240017.001286");
    }

    @Test
    void leadsALinkToItsOwnPage() {
        assertThat(form("/?n=https%3A%2F%2Fpos.example%2Fr%2FAAECAwQFBgcICQoLDA0ODw")
                        .code())
                .contains("AAECAwQFBgcICQoLDA0ODw");
    }

    @Test
    void asksNothingOfAnEmptyForm() {
        LookupForm form = form("/");

        assertThat(form.lookup()).isEmpty();
        assertThat(form.isWrong("n")).isFalse();
        assertThat(form.asksMore()).isFalse();
    }

    private static LookupForm form(String address) {
        return LookupForm.of(FakeRequest.get(address).asRequest(), LocalDate.of(2026, 11, 24));
    }
}
