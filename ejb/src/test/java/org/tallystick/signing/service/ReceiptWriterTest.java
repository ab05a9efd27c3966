package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.service.Append;
import org.tallystick.ledger.service.GroupAt;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class ReceiptWriterTest {
    private static final Instant SEALED = Instant.parse("2026-11-24T08:00:00.900Z");

    /** Nothing but the refusal may happen: without a database, anything else fails. */
    private final ReceiptWriter writer =
            new ReceiptWriter(new CounterRepository(), null, null, new NothingRemoved(), null, null, null);

    @ParameterizedTest
    @ValueSource(strings = {"PT30.101S", "PT1H", "PT-1S"})
    void aSealThatItsLedgerTimeWouldMakeWorthlessIsNotStored(Duration wait) throws SQLException {
        Intake intake = new Intake(
                null, null, new byte[0], Optional.empty(), Optional.empty(), false, Set.of(), SEALED, Optional.empty());
        Append<ReceiptDraft> item = GroupAt.item(
                new ReceiptDraft(new SealedBill(intake, "T2611-0000-0000-0000", null, new byte[0], Optional.empty())),
                writer);

        writer.decide(List.of(item), GroupAt.time(SEALED.plus(wait)));

        assertThat(item.item().stored()).isFalse();
        Throwable end = catchThrowableOfType(
                CompletionException.class, () -> GroupAt.end(item).join());
        assertThat(end.getCause()).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.type())
                .isEqualTo(ProblemType.NOT_CONFIRMED));
    }
}
