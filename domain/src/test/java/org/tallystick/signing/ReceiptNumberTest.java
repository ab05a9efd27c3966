package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptNumberTest {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** GRid of the standard's users, and the two check characters of three ISANs (ISO 15706). */
    @ParameterizedTest
    @CsvSource({
        "A12425GABC1234002,M",
        "000000003A8D0000,Z",
        "000000003A8D000000000000,6",
        "000000018CFA0000,I",
        "000000018CFA000000000000,K",
        "00000000D07A0090,Q"
    })
    void computesTheCheckCharactersOfIso7064(String body, char check) {
        assertThat(ReceiptNumber.checkCharacter(body)).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource({"2020-01,01", "2026-09,69", "2026-10,6A", "2026-12,6C", "2036-11,GB", "2051-12,ZC"})
    void beginsWithYearAndMonth(YearMonth month, String beginning) {
        String number = ReceiptNumber.create(month, new Random(1));

        assertThat(number).startsWith(beginning).hasSize(11);
        assertThat(ReceiptNumber.isValid(number)).isTrue();
    }

    @Test
    void isDefinedForThirtyTwoYears() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReceiptNumber.create(YearMonth.of(2019, 12), new Random(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReceiptNumber.create(YearMonth.of(2052, 1), new Random(1)));
    }

    /** Chi-square with 31 degrees of freedom exceeds 66.6 once in 5,000 fair samples; the seed is fixed. */
    @Test
    void spreadsEveryRandomCharacterEvenly() {
        Random random = new Random(20260301);
        int[][] counts = new int[8][32];
        Set<String> seen = new HashSet<>();
        int samples = 64_000;
        for (int i = 0; i < samples; i++) {
            String number = ReceiptNumber.create(YearMonth.of(2026, 3), random);
            seen.add(number);
            for (int place = 0; place < 8; place++) {
                counts[place][CROCKFORD.indexOf(number.charAt(place + 2))]++;
            }
        }
        double expected = samples / 32.0;
        for (int[] place : counts) {
            double chiSquare = 0;
            for (int count : place) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            assertThat(chiSquare).isBetween(8.0, 66.6);
        }
        assertThat(seen).hasSize(samples);
    }

    @Property(tries = 200)
    void noticesEverySingleWrongCharacter(@ForAll long seed) {
        String number = ReceiptNumber.create(YearMonth.of(2026, 3), new Random(seed));
        for (int i = 0; i < number.length(); i++) {
            for (char c : ALPHANUMERIC.toCharArray()) {
                if (c != number.charAt(i)) {
                    String wrong = number.substring(0, i) + c + number.substring(i + 1);
                    assertThat(ReceiptNumber.isValid(wrong)).as(wrong).isFalse();
                }
            }
        }
    }

    @Test
    void noticesNearlyEverySwapOfNeighbours() {
        Random random = new Random(7);
        int swaps = 0;
        int missed = 0;
        for (int i = 0; i < 5_000; i++) {
            String number = ReceiptNumber.create(YearMonth.of(2026, 3), random);
            for (int k = 0; k < number.length() - 1; k++) {
                if (number.charAt(k) != number.charAt(k + 1)) {
                    swaps++;
                    missed += ReceiptNumber.isValid(swapped(number, k)) ? 1 : 0;
                }
            }
        }
        assertThat(missed * 100.0 / swaps).isLessThan(0.5);
    }

    private static String swapped(String number, int k) {
        return number.substring(0, k) + number.charAt(k + 1) + number.charAt(k) + number.substring(k + 2);
    }

    @Test
    void isReadAsPeopleTypeIt() {
        String number = numberWithCheck('7');

        assertThat(ReceiptNumber.normalise(ReceiptNumber.grouped(number))).contains(number);
        assertThat(ReceiptNumber.normalise(" " + number.toLowerCase() + "\u00a0"))
                .contains(number);
        String lookAlikes = number.substring(0, 10).replace('0', 'o').replace('1', 'l') + number.charAt(10);
        assertThat(ReceiptNumber.normalise(lookAlikes)).contains(number);
    }

    @Test
    void acceptsLookAlikesOfTheCheckCharacterToo() {
        String zero = numberWithCheck('O');
        String one = numberWithCheck('L');

        assertThat(ReceiptNumber.normalise(zero.substring(0, 10) + "0")).contains(zero);
        assertThat(ReceiptNumber.normalise(one.substring(0, 10) + "1")).contains(one);
        assertThat(ReceiptNumber.normalise(one.substring(0, 10) + "i")).contains(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "63", "6300000000", "630000000000", "6D00000000A", "6000000000A", "63U0000000A", "６３"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(ReceiptNumber.isValid(text)).isFalse();
        assertThat(ReceiptNumber.normalise(text)).isEmpty();
    }

    @Test
    void refusesAWrongCheckCharacterHoweverTyped() {
        String number = numberWithCheck('7');

        assertThat(ReceiptNumber.normalise(number.substring(0, 10) + "8")).isEmpty();
    }

    private static String numberWithCheck(char check) {
        Random random = new Random(3);
        while (true) {
            String number = ReceiptNumber.create(YearMonth.of(2021, 1), random);
            if (number.charAt(10) == check && number.indexOf('0') > 0) {
                return number;
            }
        }
    }
}
