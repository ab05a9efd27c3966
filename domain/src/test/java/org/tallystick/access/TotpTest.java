package org.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void followsTheVectorsOfTheRfc(long second, String code) {
        assertThat(Totp.at(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndAfterButNoOther() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        String code = Totp.at(SECRET, now);

        assertThat(Totp.match(SECRET, code, now.plusSeconds(30), 0)).hasValue(now.getEpochSecond() / 30);
        assertThat(Totp.match(SECRET, code, now.minusSeconds(30), 0)).isPresent();
        assertThat(Totp.match(SECRET, code, now.plusSeconds(61), 0)).isEmpty();
    }

    @Test
    void aCodeOpensOnce() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        String code = Totp.at(SECRET, now);
        long step = Totp.match(SECRET, code, now, 0).getAsLong();

        assertThat(Totp.match(SECRET, code, now, step)).isEmpty();
    }

    @Test
    void blanksAreNotTypedButTyped() {
        Instant now = Instant.ofEpochSecond(59);
        assertThat(Totp.match(SECRET, " 287 082 ", now, 0)).isPresent();
        assertThat(Totp.match(SECRET, "", now, 0)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32FollowsTheVectorsOfTheRfc(String text, String encoded) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
