package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.witness.WitnessRefusalException;

class WitnessContactTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final WitnessContact contact = new WitnessContact(Duration.ofHours(1));

    private static IOException refusal(int status) {
        return new WitnessRefusalException("w1.example", status, "no");
    }

    /** A witness that says that it has seen another history must be heard, though it was only away before. */
    @Test
    void eachReasonIsNewsOnceUntilItCosigns() {
        assertThat(contact.failed(new ConnectException())).isTrue();
        assertThat(contact.failed(new HttpTimeoutException("late"))).isFalse();
        assertThat(contact.failed(refusal(422))).isTrue();
        assertThat(contact.failed(refusal(422))).isFalse();
        assertThat(contact.failed(new IOException("claims to know a larger tree")))
                .isTrue();
        assertThat(contact.failed(new ConnectException())).isFalse();
        assertThat(contact.cosigned(Optional.of(NOW))).isTrue();
        assertThat(contact.cosigned(Optional.of(NOW))).isFalse();
        assertThat(contact.cosignedAt()).contains(NOW);
        assertThat(contact.failed(refusal(422))).isTrue();
    }

    @Test
    void aWitnessThatBabblesDoesNotFillTheLog() {
        long told = IntStream.range(0, 1_000)
                .filter(i -> contact.failed(new IOException("excuse " + i)))
                .count();
        assertThat(told).isEqualTo(20);
    }

    @Test
    void onlyARefusalThatLastsIsRestedFrom() {
        for (int passing : new int[] {409, 429, 500, 503}) {
            contact.failed(refusal(passing));
            assertThat(contact.isResting()).as("%d", passing).isFalse();
        }
        contact.failed(refusal(404));
        assertThat(contact.isResting()).isTrue();
        contact.cosigned(Optional.empty());
        assertThat(contact.isResting()).isFalse();
    }
}
