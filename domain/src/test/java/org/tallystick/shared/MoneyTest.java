package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @ParameterizedTest
    @CsvSource({"12.30,1230", "12.3,1230", "12,1200", "0,0", "0.05,5", "-5,-500", "-0.01,-1", "0012.30,1230"})
    void readsAmountsAsPeopleWriteThem(String text, long minor) {
        assertThat(Money.parse(text, CNY)).isEqualTo(new Money(minor, CNY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "-.5",
                "1.234",
                "1,000",
                "1e2",
                "+1",
                "1 ",
                "１",
                "--1",
                "1.2.3",
                "1-",
                "99999999999999999999",
                "NaN",
                "0x1",
                "1_0"
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(text, CNY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"¥1,234.50|123450", "￥ 12|1200", "−5.00|-500", "1 000|100000"})
    void readsWhatIsTypedOrCopied(String text, long minor) {
        assertThat(Money.parseTyped(text, CNY)).isEqualTo(new Money(minor, CNY));
    }

    @Test
    void followsTheDecimalsOfTheCurrency() {
        assertThat(Money.parse("12", Currency.getInstance("JPY")).minorUnits()).isEqualTo(12);
        assertThat(Money.parse("1.234", Currency.getInstance("KWD")).minorUnits())
                .isEqualTo(1234);
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("1.5", Currency.getInstance("JPY")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, Currency.getInstance("XAU")));
    }

    @Property
    void readsBackEveryAmountItWrites(@ForAll long minor) {
        Money money = new Money(minor, CNY);

        assertThat(Money.parse(money.decimal(), CNY)).isEqualTo(money);
    }

    @Test
    void addsExactlyOrNotAtAll() {
        Money one = new Money(1, CNY);

        assertThat(one.plus(new Money(2, CNY)).minus(new Money(4, CNY))).isEqualTo(new Money(-1, CNY));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Money(Long.MAX_VALUE, CNY).plus(one));
        assertThatIllegalArgumentException().isThrownBy(() -> one.plus(new Money(1, Currency.getInstance("USD"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123450|CNY|¥1,234.50|CNY 1,234.50|1234.50",
                "-123450|CNY|-¥1,234.50|-CNY 1,234.50|-1234.50",
                "0|CNY|¥0.00|CNY 0.00|0.00",
                "5|CNY|¥0.05|CNY 0.05|0.05",
                "123450|USD|USD 1,234.50|USD 1,234.50|1234.50",
                "1234|JPY|JPY 1,234|JPY 1,234|1234",
                "9223372036854775807|CNY|¥92,233,720,368,547,758.07|CNY 92,233,720,368,547,758.07|92233720368547758.07"
            })
    void formatsForPeople(long minor, String currency, String chinese, String english, String decimal) {
        Money money = new Money(minor, Currency.getInstance(currency));

        assertThat(money.format(Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
        assertThat(money.format(Locale.ENGLISH)).isEqualTo(english);
        assertThat(money.decimal()).isEqualTo(decimal);
    }

    @ParameterizedTest
    @CsvSource({
        "0,人民币零元整",
        "0.01,人民币壹分",
        "0.05,人民币伍分",
        "0.10,人民币壹角整",
        "0.55,人民币伍角伍分",
        "1.00,人民币壹元整",
        "1.05,人民币壹元零伍分",
        "1.50,人民币壹元伍角整",
        "10.00,人民币壹拾元整",
        "15.00,人民币壹拾伍元整",
        "100.00,人民币壹佰元整",
        "101.00,人民币壹佰零壹元整",
        "110.00,人民币壹佰壹拾元整",
        "123.45,人民币壹佰贰拾叁元肆角伍分",
        "325.04,人民币叁佰贰拾伍元零肆分",
        "1001.00,人民币壹仟零壹元整",
        "1010.00,人民币壹仟零壹拾元整",
        "1234.50,人民币壹仟贰佰叁拾肆元伍角整",
        "1409.50,人民币壹仟肆佰零玖元伍角整",
        "6007.14,人民币陆仟零柒元壹角肆分",
        "1680.32,人民币壹仟陆佰捌拾元叁角贰分",
        "16409.02,人民币壹万陆仟肆佰零玖元零贰分",
        "10000.00,人民币壹万元整",
        "10001.00,人民币壹万零壹元整",
        "10010.00,人民币壹万零壹拾元整",
        "11000.00,人民币壹万壹仟元整",
        "100000.50,人民币壹拾万元伍角整",
        "107000.53,人民币壹拾万柒仟元伍角叁分",
        "1000000.00,人民币壹佰万元整",
        "10200300.00,人民币壹仟零贰拾万零叁佰元整",
        "100000000.00,人民币壹亿元整",
        "100000001.00,人民币壹亿零壹元整",
        "100010000.00,人民币壹亿零壹万元整",
        "110000000.00,人民币壹亿壹仟万元整",
        "123456789.00,人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整",
        "1000000000000,人民币壹万亿元整",
        "1000000000001,人民币壹万亿零壹元整",
        "1200300000000,人民币壹万贰仟零叁亿元整",
        "90071992547409.91,人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分",
        "-1.00,人民币负壹元整"
    })
    void writesAmountsThatCannotBeAltered(String amount, String chinese) {
        assertThat(Money.parse(amount, CNY).inChinese()).isEqualTo(chinese);
    }

    @Test
    void namesOtherCurrenciesInChinese() {
        assertThat(new Money(1250, Currency.getInstance("USD")).inChinese()).isEqualTo("美元壹拾贰元伍角整");
        assertThat(new Money(7, Currency.getInstance("JPY")).inChinese()).isEqualTo("日元柒元整");
    }
}
