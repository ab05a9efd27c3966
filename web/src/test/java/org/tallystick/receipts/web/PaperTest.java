package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.BillLine;
import org.tallystick.receipts.MerchantFacts;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.EntryMode;
import org.tallystick.verification.Outcome;

class PaperTest {
    private static final MerchantFacts MERCHANT = new MerchantFacts(
            "898331054110027", "青禾生鲜超市", "Qinghe Fresh Market", Optional.of("文三路店"), Optional.empty(), "银联商务", "UMS");

    @Test
    void isHeadedByTheEnrolledNameAndFlagsAnotherOne() {
        Paper paper = paper(bill("青禾 退款请致电 400-800-1234"));

        assertThat(paper.getHeading()).isEqualTo("Qinghe Fresh Market (文三路店)");
        assertThat(paper.isOtherNamed()).isTrue();
        assertThat(paper.getOtherName()).isEqualTo("青禾 退款请致电 400-800-1234");
    }

    @Test
    void doesNotFlagTheEnrolledNameInEitherLanguage() {
        assertThat(paper(bill("青禾生鲜超市")).isOtherNamed()).isFalse();
        assertThat(paper(bill("QINGHE FRESH MARKET")).isOtherNamed()).isFalse();
    }

    @Test
    void saysInAFileThatTheNameIsTheBillsOwn() {
        Paper paper = Paper.of(shown(bill("青禾生鲜")), Optional.empty(), List.of()).orElseThrow();

        assertThat(paper.getHeading()).isEqualTo("青禾生鲜");
        assertThat(paper.isSaidByBill()).isTrue();
        assertThat(paper.isOtherNamed()).isFalse();
    }

    @Test
    void givesTheTotalInWordsForYuanOnly() {
        assertThat(paper(bill("x")).getWords()).isEqualTo("人民币叁佰贰拾捌元陆角整");
    }

    @Test
    void setsLinesWithQuantityPriceAndTax() {
        var line = new BillLine("鲜牛奶", Optional.of("3"), OptionalLong.of(1500), 4500, Optional.of("9"));
        Paper paper =
                Paper.of(shown(bill("x")), Optional.of(MERCHANT), List.of(line)).orElseThrow();

        assertThat(paper.getLines()).singleElement().satisfies(shown -> {
            assertThat(shown.detail()).isEqualTo("3 × 15.00 · tax 9 %");
            assertThat(shown.amount().figures()).isEqualTo("45.00");
        });
    }

    @Test
    void isBlankWhenNoSignatureVouchesForTheBill() {
        Shown shown = Reports.genuine().outcome(Outcome.NOT_GENUINE).shown();

        assertThat(Paper.of(shown, Optional.of(MERCHANT), List.of())).isEmpty();
    }

    private static Paper paper(Bill bill) {
        return Paper.of(shown(bill), Optional.of(MERCHANT), List.of()).orElseThrow();
    }

    private static Bill bill(String merchantName) {
        return Reports.builder()
                .entryMode(EntryMode.SCAN)
                .merchantName(merchantName)
                .build();
    }

    private static Shown shown(Bill bill) {
        return new Shown(
                Reports.genuine().report(),
                Optional.of(bill),
                Optional.empty(),
                Optional.empty(),
                Texts.ofPages(Locale.ENGLISH),
                Locale.ENGLISH);
    }
}
