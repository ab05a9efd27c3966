package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.signing.Bill;
import org.tallystick.terminal.OutboxRecord.Delivered;
import org.tallystick.terminal.OutboxRecord.Missed;
import org.tallystick.terminal.OutboxRecord.Parked;

class OutboxTest {
    /** Every byte is looked at; opening for writing costs several syncs, so every so many only. */
    private static final int OPENED = 47;

    @TempDir
    Path folder;

    private StateDirectory state;
    private Path log;
    private Path mark;

    @BeforeEach
    void directory() {
        state = StateDirectory.create(folder);
        log = state.file("outbox.log");
        mark = state.file("outbox.mark");
    }

    private List<PendingBill> issue(int bills) {
        List<PendingBill> issued = new ArrayList<>();
        try (Outbox outbox = Outbox.open(state)) {
            for (int i = 0; i < bills; i++) {
                issued.add(TestBills.issue(outbox, "row " + outbox.nextCounter()));
            }
        }
        return issued;
    }

    @Test
    void billsAreChainedAndSurviveAsTheyWere() {
        List<PendingBill> issued = issue(2);
        issued.addAll(issue(1));
        try (Outbox outbox = Outbox.open(state)) {
            List<PendingBill> found = outbox.index().waiting().values().stream()
                    .map(outbox::pending)
                    .toList();
            assertThat(found)
                    .extracting(bill -> new String(bill.message().toJson()))
                    .isEqualTo(issued.stream()
                            .map(bill -> new String(bill.message().toJson()))
                            .toList());
        }
        for (int i = 0; i < 3; i++) {
            Bill bill = Bill.parse(issued.get(i).message().payload());
            assertThat(bill.counter()).isEqualTo(i + 1);
            Optional<byte[]> before = i == 0
                    ? Optional.empty()
                    : Optional.of(issued.get(i - 1).issued().digest());
            assertThat(bill.previous().map(Arrays::toString)).isEqualTo(before.map(Arrays::toString));
        }
    }

    @Test
    void whatHappenedIsRememberedInOrder() {
        issue(3);
        try (Outbox outbox = Outbox.open(state)) {
            outbox.write(List.of(
                    new Missed(List.of(1L, 2L, 3L), "UPLOAD_CONNECT_FAIL"),
                    new Delivered(1, "SIGNED", "71ABCDEFGHX", 7),
                    new Parked(2, "counter-conflict", "CONFLICT")));
        }
        OutboxIndex index = Outbox.look(state);
        assertThat(index.waiting()).containsOnlyKeys(3L);
        assertThat(index.parked()).containsOnlyKeys(2L);
        assertThat(index.missing().values())
                .extracting(OutboxIndex.Missing::cause)
                .containsExactly("UPLOAD_CONNECT_FAIL", "CONFLICT", "UPLOAD_CONNECT_FAIL");
        assertThat(index.recoveryIsDue()).as("one still waits").isFalse();
        assertThat(index.counterOf("row 2")).contains(2L);
        assertThat(BillState.of(index, 1).receipt())
                .hasValueSatisfying(r -> assertThat(r.index()).isEqualTo(7));
    }

    /** The last record may be torn anywhere, whether its number had left the directory or not. */
    @Test
    void tornAtAnyByteItLosesNothingWholeAndReusesNothingSeen() throws IOException {
        issue(2);
        byte[] markBefore = Files.readAllBytes(mark);
        int from = (int) Files.size(log);
        PendingBill third = issue(1).get(0);
        byte[] whole = Files.readAllBytes(log);
        byte[] markAfter = Files.readAllBytes(mark);
        for (int size = from; size < whole.length; size++) {
            assertForgotten(Arrays.copyOf(whole, size), markBefore, size);
            assertNeverReused(Arrays.copyOf(whole, size), markAfter, third, size);
        }
    }

    @Test
    void garbledAtAnyByteItLosesNothingWholeAndReusesNothingSeen() throws IOException {
        issue(2);
        byte[] markBefore = Files.readAllBytes(mark);
        int from = (int) Files.size(log);
        PendingBill third = issue(1).get(0);
        byte[] whole = Files.readAllBytes(log);
        byte[] markAfter = Files.readAllBytes(mark);
        for (int i = from; i < whole.length; i++) {
            byte[] wrongs =
                    i % 7 == 0 ? new byte[] {0, '\n', (byte) (whole[i] ^ 1)} : new byte[] {(byte) (whole[i] ^ 1)};
            for (byte wrong : wrongs) {
                byte[] garbled = whole.clone();
                garbled[i] = wrong;
                if (garbled[i] != whole[i]) {
                    assertForgotten(garbled, markBefore, i);
                    assertNeverReused(garbled, markAfter, third, i);
                }
            }
        }
    }

    private void restore(byte[] logBytes, byte[] markBytes) throws IOException {
        Files.write(log, logBytes);
        Files.write(mark, markBytes);
    }

    private void assertForgotten(byte[] logBytes, byte[] markBytes, int at) throws IOException {
        restore(logBytes, markBytes);
        assertForgotten(Outbox.look(state), at);
        if (at % OPENED == 0) {
            try (Outbox outbox = Outbox.open(state)) {
                assertForgotten(outbox.index(), at);
                assertThat(outbox.nextCounter()).isEqualTo(3);
            }
        }
    }

    private static void assertForgotten(OutboxIndex index, int at) {
        assertThat(index.waiting().keySet()).as("byte %d", at).containsExactly(1L, 2L);
        assertThat(index.last().orElseThrow().counter()).as("byte %d", at).isEqualTo(2);
        assertThat(index.counterOf("row 3")).as("byte %d", at).isEmpty();
    }

    private void assertNeverReused(byte[] logBytes, byte[] markBytes, PendingBill third, int at) throws IOException {
        restore(logBytes, markBytes);
        assertNeverReused(Outbox.look(state), third, at);
        for (int opening = 0; at % OPENED == 0 && opening < 2; opening++) {
            try (Outbox outbox = Outbox.open(state)) {
                assertNeverReused(outbox.index(), third, at);
                assertThat(outbox.nextCounter()).isEqualTo(4);
            }
        }
    }

    private static void assertNeverReused(OutboxIndex index, PendingBill third, int at) {
        assertThat(index.waiting().keySet()).as("byte %d", at).containsExactly(1L, 2L);
        assertThat(index.last().orElseThrow().counter()).as("byte %d", at).isEqualTo(3);
        assertThat(index.last().orElseThrow().digest()).isEqualTo(third.issued().digest());
        assertThat(index.counterOf("row 3"))
                .as("byte %d is not billed again", at)
                .contains(3L);
        assertThat(index.missing().get(3L)).isEqualTo(new OutboxIndex.Missing(3, 100, "APP_CRASH"));
    }

    @Test
    void aTornMarkLeavesTheOneBefore() throws IOException {
        issue(3);
        byte[] logBytes = Files.readAllBytes(log);
        byte[] markBytes = Files.readAllBytes(mark);
        for (int i = 0; i < markBytes.length; i += 7) {
            byte[] torn = markBytes.clone();
            torn[i] ^= 0x55;
            restore(logBytes, torn);
            assertThat(OutboxMark.read(mark).orElseThrow().counter())
                    .as("byte %d", i)
                    .isBetween(2L, 3L);
            if (i % OPENED == 0) {
                Outbox.open(state).close();
                assertThat(OutboxMark.read(mark).orElseThrow().counter())
                        .as("mended")
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void aRecordThatIsWholeButWhoseMarkWasNotSetIsIssued() throws IOException {
        issue(2);
        byte[] markBefore = Files.readAllBytes(mark);
        issue(2);
        Files.write(mark, markBefore);
        try (Outbox outbox = Outbox.open(state)) {
            assertThat(outbox.nextCounter()).isEqualTo(5);
        }
        assertThat(OutboxMark.read(mark).orElseThrow().counter())
                .as("before anything can be sent")
                .isEqualTo(4);
    }

    /** Guessing what several destroyed records were would be worse than stopping. */
    @Test
    void damageBeforeTheLastRecordStopsTheTerminalAndChangesNothing() throws IOException {
        issue(4);
        byte[] damaged = Files.readAllBytes(log);
        damaged[20] ^= 1;
        Files.write(log, damaged);
        assertThatThrownBy(() -> Outbox.open(state))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.DAMAGED))
                .hasMessageContaining("number 4 was given");
        assertThat(log).hasBinaryContent(damaged);
    }

    @Test
    void aTornEndIsSetAside() throws IOException {
        issue(1);
        Files.write(log, "0badc0de {\"half".getBytes(), java.nio.file.StandardOpenOption.APPEND);
        issue(1);
        assertThat(state.file("outbox.log.torn")).hasContent("0badc0de {\"half");
        assertThat(Outbox.look(state).waiting()).containsOnlyKeys(1L, 2L);
    }

    @Test
    void aSecondWriterIsTurnedAwayAndAReaderIsNot() {
        try (Outbox outbox = Outbox.open(state)) {
            TestBills.issue(outbox, "row");
            assertThatThrownBy(() -> Outbox.open(state))
                    .isInstanceOfSatisfying(TerminalException.class, e -> assertThat(e.trouble())
                            .isEqualTo(Trouble.LOCKED))
                    .hasMessageContaining("Another process");
            assertThat(Outbox.look(state).waiting()).containsOnlyKeys(1L);
        }
        Outbox.open(state).close();
    }

    @Test
    void aRecoveryThatIsRefusedGivesBackWhatItListed() {
        issue(2);
        try (Outbox outbox = Outbox.open(state)) {
            outbox.write(List.of(new Parked(1, "malformed", "FORMAT"), new Delivered(2, "SIGNED", "71ABCDEFGHX", 0)));
            assertThat(outbox.index().recoveryIsDue()).isTrue();
            PendingBill recovery = new PendingBill(
                    new OutboxRecord.Issued(3, 0, new byte[32], Optional.empty(), Optional.of(List.of(1L))),
                    TestBills.next(outbox, Optional.empty()).message());
            outbox.issue(List.of(recovery));
            assertThat(outbox.index().missing()).isEmpty();
            outbox.write(List.of(new Parked(3, "malformed", "FORMAT")));
            assertThat(outbox.index().missing()).containsOnlyKeys(1L, 3L);
            assertThat(outbox.index().recoveryIsDue())
                    .as("not the same again at once")
                    .isFalse();
        }
    }

    @Test
    void aThousandBillsAreReadAgain() {
        try (Outbox outbox = Outbox.open(state)) {
            List<PendingBill> group = LongStream.rangeClosed(1, 1000)
                    .mapToObj(i -> new PendingBill(
                            new OutboxRecord.Issued(i, i, new byte[32], Optional.of("r" + i), Optional.empty()),
                            TestBills.next(outbox, Optional.empty()).message()))
                    .toList();
            outbox.issue(group);
        }
        assertThat(Outbox.look(state).waiting()).hasSize(1000);
        assertThat(Outbox.look(state).counterOf("r500")).contains(500L);
    }
}
