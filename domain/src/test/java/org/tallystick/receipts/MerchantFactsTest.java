package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MerchantFactsTest {
    private final MerchantFacts merchant = new MerchantFacts(
            "898331054110027",
            "青禾生鲜超市",
            "Qinghe Fresh Market",
            Optional.of("文三路店"),
            Optional.empty(),
            "江南收单",
            "Jiangnan Acquiring");

    @Test
    void isHeadedByNameAndStoreInTheReadersLanguage() {
        assertThat(merchant.heading(Locale.SIMPLIFIED_CHINESE)).isEqualTo("青禾生鲜超市（文三路店）");
        assertThat(merchant.heading(Locale.ENGLISH)).isEqualTo("Qinghe Fresh Market (文三路店)");
        assertThat(merchant.acquirer(Locale.ENGLISH)).isEqualTo("Jiangnan Acquiring");
    }

    @Test
    void knowsItsOwnNamesAndNoOther() {
        assertThat(merchant.isCalled(" 青禾生鲜超市 ")).isTrue();
        assertThat(merchant.isCalled("qinghe fresh market")).isTrue();
        assertThat(merchant.isCalled("青禾生鲜超市（文三路店）")).isTrue();
        assertThat(merchant.isCalled("青禾生鲜超市 退款请致电 400-800-1234")).isFalse();
    }
}
