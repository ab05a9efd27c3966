package org.tallystick.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {

    @ParameterizedTest
    @CsvSource({
        "short, password.short",
        "PasswordPassword, password.common",
        "aaaaaaaaaaaaaaa, password.common",
        "my zhou@shop.example login, password.login"
    })
    void saysWhatIsWrong(String password, String fault) {
        assertThat(PasswordRules.fault(password, "zhou@shop.example")).hasValue(fault);
    }

    @Test
    void aSentenceIsGoodAndSoAreChineseWords() {
        assertThat(PasswordRules.fault("three green apples fell", "x@y")).isEmpty();
        assertThat(PasswordRules.fault("清晨的西湖边有三只白鹭飞过", "x@y")).isEmpty();
        assertThat(PasswordRules.fault("a1B2".repeat(33), "x@y")).isEqualTo(Optional.of("password.long"));
    }

    @Test
    void waitsGrowAfterTheThirdWrongTryAndEndAtAQuarterOfAnHour() {
        assertThat(SignInDelay.after(3)).isZero();
        assertThat(SignInDelay.after(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(SignInDelay.after(6)).isEqualTo(Duration.ofSeconds(8));
        assertThat(SignInDelay.after(1_000)).isEqualTo(Duration.ofMinutes(15));
    }
}
