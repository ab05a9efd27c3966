package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.MovableClock;

class WrongCodesTest {
    private final MovableClock clock = new MovableClock("2027-03-01T08:00:00Z");
    private final WrongCodes codes = new WrongCodes(20, clock);

    @Test
    void twentyWrongCodesAnHourAreForgivenAndRightOnesCostNothing() {
        for (int i = 0; i < 20; i++) {
            codes.requireSome("192.0.2.1");
            codes.count("192.0.2.1");
        }
        assertThatNoException().isThrownBy(() -> codes.requireSome("192.0.2.1"));
        codes.count("192.0.2.1");

        Problem problem = catchThrowableOfType(Problem.class, () -> codes.requireSome("192.0.2.1"));
        assertThat(problem.type()).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(problem.extensions()).containsEntry("retryAfter", 180L);
        assertThatNoException().isThrownBy(() -> codes.requireSome("192.0.2.2"));

        clock.advance(Duration.ofSeconds(180));
        assertThatNoException().isThrownBy(() -> codes.requireSome("192.0.2.1"));
    }
}
