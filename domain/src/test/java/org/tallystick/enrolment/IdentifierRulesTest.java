package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentifierRulesTest {
    @Test
    void numbersHaveTheirLengths() {
        assertThat(IdentifierRules.isTerminalNo("1000A00b")).isTrue();
        assertThat(IdentifierRules.isTerminalNo("1000000")).isFalse();
        assertThat(IdentifierRules.isTerminalNo("100000001")).isFalse();
        assertThat(IdentifierRules.isMerchantNo("898110153110001")).isTrue();
        assertThat(IdentifierRules.isMerchantNo("89811015311000")).isFalse();
        assertThat(IdentifierRules.isAcquirer("48021000")).isTrue();
        assertThat(IdentifierRules.isAcquirer("48021000123")).isTrue();
        assertThat(IdentifierRules.isAcquirer("4802100")).isFalse();
        assertThat(IdentifierRules.isAcquirer("480210001234")).isFalse();
    }

    @Test
    void numbersAreAsciiLettersAndDigits() {
        assertThat(IdentifierRules.isTerminalNo("1000 001")).isFalse();
        assertThat(IdentifierRules.isTerminalNo("１０００００００")).isFalse();
        assertThat(IdentifierRules.isTerminalNo("1000-001")).isFalse();
        assertThat(IdentifierRules.isTerminalNo("1000éé01")).isFalse();
    }

    @Test
    void serialsAreWhatIsPrintedOnDevices() {
        assertThat(IdentifierRules.isSerial("SN-1/2.3")).isTrue();
        assertThat(IdentifierRules.isSerial("")).isFalse();
        assertThat(IdentifierRules.isSerial("S".repeat(65))).isFalse();
        assertThat(IdentifierRules.isSerial("S,CN=x")).isFalse();
    }

    @Test
    void onlyReasonsThatMayMeanTheftCountAsCompromise() {
        assertThat(Arrays.stream(RevocationReason.values()).filter(RevocationReason::isCompromise))
                .containsExactlyInAnyOrder(
                        RevocationReason.UNSPECIFIED,
                        RevocationReason.KEY_COMPROMISE,
                        RevocationReason.CA_COMPROMISE,
                        RevocationReason.AA_COMPROMISE);
        assertThat(RevocationReason.ofCode(6)).contains(RevocationReason.CERTIFICATE_HOLD);
        assertThat(RevocationReason.ofCode(8)).isEmpty();
    }
}
