package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.SignedBill;

class SigningServiceTest {
    private static final SignedBill BILL =
            SignedBill.of("{}".getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of(), Optional.empty());

    private final IntakeCounts counts = new IntakeCounts();

    @Test
    void aBillThatTheDatabaseKnowsNothingOfIsNotConfirmed() {
        RuntimeException gone = new IllegalStateException("no connection", new SQLException("refused"));

        assertThatThrownBy(() -> at(gone).accept(BILL, new Sender(Optional.empty(), "127.0.0")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_CONFIRMED));
        assertThat(counts.refused()).containsEntry(ProblemType.NOT_CONFIRMED, 1L);
    }

    @Test
    void whatElseIsThrownStaysWhatItIs() {
        RuntimeException fault = new IllegalStateException("a fault of ours");

        assertThatThrownBy(() -> at(fault).accept(BILL, new Sender(Optional.empty(), "127.0.0")))
                .isSameAs(fault);
        assertThat(counts.refused()).containsEntry(ProblemType.INTERNAL, 1L);
    }

    /** Whose desk throws; nothing behind it is reached. */
    @SuppressWarnings("NullAway")
    private SigningService at(RuntimeException thrown) {
        IntakeDesk desk = new IntakeDesk() {
            @Override
            Intake receive(SignedBill sent, Sender sender) {
                throw thrown;
            }
        };
        return new SigningService(desk, null, null, null, null, counts);
    }
}
