package org.tallystick.auditing.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.shared.AuditEvent;
import org.tallystick.work.Work;

/** Whose turn it is, and which attempt at a run counts when servers die or freeze. */
class AuditBookTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(3));
    private static final Viewer REGULATOR =
            new Viewer("id", "somebody@test", "Somebody", Role.REGULATOR, Optional.empty(), "", "");
    private static final byte[] MEMORY = "memory".getBytes(StandardCharsets.US_ASCII);

    private final TestDatabase database = new TestDatabase();
    private final AuditRepository runs = new AuditRepository();
    private final AuditedLogRepository logs = new AuditedLogRepository();

    @BeforeEach
    void register() {
        runs.em = database.entityManager();
        logs.em = database.entityManager();
        database.execute(
                "INSERT INTO account (id, login, display_name, role, scope, totp_confirmed, totp_last_step, failures,"
                        + " wait_until, locked, created_at) VALUES ('id', 'somebody@test', 'S', 'REGULATOR', NULL,"
                        + " FALSE, 0, 0, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z', FALSE,"
                        + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z')");
        database.execute("INSERT INTO ledger_log (log_id, origin, acquirer, shard, verifier_key)"
                + " VALUES (1, 'test.example/ledger/48023310/2026q4', '48023310', '2026q4', 'key')");
    }

    @Test
    void whatWasToBeCancelledWhenItsServerDiedEndsAndHoldsNothingUp() {
        open("AU-1", NOON);
        open("AU-2", NOON.plusSeconds(1));
        take(NOON.plusSeconds(2));
        database.inTransaction(() -> book(NOON.plusSeconds(3)).askToCancel(REGULATOR, "AU-1"));
        assertThat(find("AU-1").state()).isEqualTo(AuditState.RUNNING);

        assertThat(in(() -> book(LATER).takeUpSilent())).isEqualTo(1);

        assertThat(find("AU-1").state()).isEqualTo(AuditState.CANCELLED);
        assertThat(find("AU-1").times().ended()).isEqualTo(LATER.toEpochMilli());
        assertThat(take(LATER).number()).isEqualTo("AU-2");
    }

    @Test
    void whatGoesOnIsNoLongerToBeCancelled() {
        open("AU-1", NOON);
        Audit first = take(NOON);
        database.inTransaction(() -> book(NOON).askToCancel(REGULATOR, "AU-1"));
        database.inTransaction(() -> book(NOON).end(first, AuditState.FAILED, "reference"));

        database.inTransaction(() -> book(NOON).goOn(REGULATOR, "AU-1"));

        assertThat(find("AU-1").cancelAsked()).isFalse();
        assertThat(take(NOON).restarts()).isEqualTo(1);
    }

    @Test
    void anAttemptThatWasThoughtDeadWritesNothingOverTheNext() {
        open("AU-1", NOON);
        Audit frozen = take(NOON);
        assertThat(in(() -> book(NOON).begin(frozen, log(false)))).isTrue();
        assertThat(in(() -> book(NOON).keep(frozen, log(false), 0, List.of()))).isTrue();
        assertThat(in(() -> book(NOON).remember(frozen, log(false), Packed.of(MEMORY))))
                .isTrue();
        in(() -> book(LATER).takeUpSilent());
        Audit next = take(LATER);
        assertThat(in(() -> book(LATER).keep(next, log(true), 0, List.of()))).isTrue();

        assertThat(in(() -> book(LATER).begin(frozen, log(false)))).isFalse();
        assertThat(in(() -> book(LATER).keep(frozen, log(false), 0, List.of()))).isFalse();
        assertThat(in(() -> book(LATER).remember(frozen, log(false), new byte[0])))
                .isFalse();

        assertThat(in(() -> logs.of("AU-1"))).containsExactly(log(true));
        assertThat(in(() -> logs.memory("AU-1", 1)))
                .hasValueSatisfying(memory -> assertThat(memory).isEqualTo(MEMORY));
    }

    private void open(String number, Instant asked) {
        AuditScope scope =
                new AuditScope(List.of(1), AuditSpan.WHOLE, AuditDepth.HASHES, Optional.empty(), Optional.empty());
        Audit audit = new Audit(
                number,
                "id",
                "somebody@test",
                Role.REGULATOR,
                scope,
                AuditState.WAITING,
                new Work.Counts(0, 0),
                new Work.Times(asked.toEpochMilli(), 0, 0),
                false,
                0,
                0,
                "",
                "",
                Optional.empty(),
                Optional.empty());
        database.inTransaction(() -> book(asked).open(REGULATOR, audit, 5));
    }

    private Audit take(Instant now) {
        return in(() -> book(now).takeNext(1)).orElseThrow();
    }

    private Audit find(String number) {
        return in(() -> runs.find(number)).orElseThrow();
    }

    private static AuditedLog log(boolean done) {
        return new AuditedLog(
                1,
                "test.example/ledger/48023310/2026q4",
                "/ledger/48023310/2026q4",
                "key",
                done,
                "",
                new AuditedLog.Counts(7, 0, done ? 7 : 3, 0, 0, 0, 0),
                Optional.empty(),
                done ? List.of("A note.") : List.of());
    }

    private AuditBook book(Instant now) {
        return new AuditBook(runs, logs, silent(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private <T> T in(Supplier<T> work) {
        return database.inTransaction(work);
    }

    @SuppressWarnings("unchecked")
    private static Event<AuditEvent> silent() {
        return (Event<AuditEvent>) Proxy.newProxyInstance(
                AuditBookTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }
}
