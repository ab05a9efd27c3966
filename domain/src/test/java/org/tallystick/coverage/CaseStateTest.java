package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStateTest {
    @ParameterizedTest
    @EnumSource(CaseState.class)
    void nothingIsClosedWithoutHavingBeenVerified(CaseState state) {
        assertThat(state.mayBecome(CaseState.CLOSED)).isEqualTo(state == CaseState.VERIFIED);
        assertThat(state.mayBecome(CaseState.VERIFIED)).isEqualTo(state == CaseState.REMEDIED);
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void everyStateLeadsOnAndWaitingOnesTakeARemedy(CaseState state) {
        assertThat(EnumSet.allOf(CaseState.class)).anyMatch(state::mayBecome);
        if (state.isWaiting()) {
            assertThat(state.mayBecome(CaseState.REMEDIED)).isTrue();
            assertThat(state.mayBecome(CaseState.UNREMEDIABLE)).isTrue();
        }
    }

    @Test
    void aFrozenCaseWaitsForNobodyToSign() {
        assertThat(CaseState.FROZEN.isWaiting()).isFalse();
        assertThat(CaseState.FROZEN.mayBecome(CaseState.AWAIT_CARDHOLDER)).isFalse();
    }

    @Test
    void whatIsMissingIsReadBackAsItWasWritten() {
        Set<Missing> both = EnumSet.of(Missing.CARDHOLDER_SIGNATURE, Missing.TERMINAL_SIGNATURE);

        assertThat(Missing.text(both)).isEqualTo("TERMINAL_SIGNATURE,CARDHOLDER_SIGNATURE");
        assertThat(Missing.parse(Missing.text(both))).isEqualTo(both);
        assertThat(Missing.parse("")).isEmpty();
    }

    @Test
    void aNumberIsFoundHoweverItIsTyped() {
        CaseNumber number = CaseNumber.create(new SecureRandom());

        assertThat(number.text()).hasSize(9);
        assertThat(CaseNumber.typed(number.grouped().toLowerCase(Locale.ROOT))).contains(number);
        assertThat(CaseNumber.typed("C12345678")).isEmpty();
    }

    @Test
    void deadlinesFollowEachOther() {
        Instant opened = Instant.parse("2026-06-22T00:00:00Z");
        Deadline deadline = new Deadline(CauseGroup.DEVICE, 24, 48, 72, "INSTITUTION_OFFICER");

        assertThat(Duration.between(deadline.warnAt(opened), deadline.escalateAt(opened)))
                .isEqualTo(Duration.ofHours(48));
        assertThatThrownBy(() -> new Deadline(CauseGroup.DEVICE, 49, 48, 72, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsMayNotHoldACardNumberAndScansAreKnownByTheirBytes() {
        assertThat(CaseText.fault("the pad was broken")).isEmpty();
        assertThat(CaseText.fault("card 4111 1111 1111 1111")).contains("card");
        assertThat(CaseText.fault("")).contains("none");
        assertThat(ScanType.of("%PDF-1.7 and so on".getBytes(StandardCharsets.US_ASCII)))
                .contains(ScanType.PDF);
        assertThat(ScanType.of(new byte[] {'M', 'Z', 0, 0, 0, 0})).isEmpty();
    }
}
