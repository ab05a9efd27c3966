package org.tallystick.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ComplaintTextTest {

    @Test
    void twoThousandCharactersAreCountedAsPeopleCountThem() {
        assertThat(ComplaintText.fault("🍵".repeat(2_000))).isEmpty();
        assertThat(ComplaintText.fault("x".repeat(2_001))).contains("long");
        assertThat(ComplaintText.fault("")).contains("none");
        assertThat(ComplaintText.contactFault("")).isEmpty();
        assertThat(ComplaintText.contactFault("x".repeat(201))).contains("long");
    }

    @Test
    void aFullCardNumberIsRefusedAndAPhoneNumberIsNot() {
        assertThat(ComplaintText.fault("card 4111-1111-1111-1111 charged")).contains("card");
        assertThat(ComplaintText.contactFault("4111111111111111")).contains("card");
        assertThat(ComplaintText.contactFault("+86 139 0000 0000")).isEmpty();
    }

    @RepeatedTest(50)
    void aNumberIsReadInEveryWayPeopleTypeIt() {
        ComplaintNumber number = ComplaintNumber.create(new SecureRandom());

        assertThat(ComplaintNumber.typed(number.grouped())).contains(number);
        assertThat(ComplaintNumber.typed(number.text().toLowerCase().replace('0', 'o')))
                .contains(number);
        assertThat(ComplaintNumber.typed(number.text() + "0")).isEmpty();
        assertThat(ComplaintNumber.typed("X" + number.text().substring(1))).isEmpty();
    }
}
