package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Money;

class AmountTest {

    @Test
    void setsYuanWithItsSign() {
        assertThat(amount(123_450, "CNY", Locale.SIMPLIFIED_CHINESE)).isEqualTo(new Amount("", "¥", "1,234.50"));
    }

    @Test
    void namesOtherCurrenciesByCode() {
        Amount amount = amount(-1500, "JPY", Locale.SIMPLIFIED_CHINESE);

        assertThat(amount).isEqualTo(new Amount("−", "JPY", "1,500"));
        assertThat(amount.isUnitWord()).isTrue();
    }

    private static Amount amount(long minorUnits, String currency, Locale locale) {
        return Amount.of(new Money(minorUnits, Currency.getInstance(currency)), locale);
    }
}
