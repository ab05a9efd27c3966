package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.terminal.TestTill.LONG;
import static org.tallystick.terminal.TestTill.ONCE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TestPlatform.Reply;

/** A terminal against a platform that answers well, badly and not at all. */
class TerminalTest {
    private TestTill till;

    @TempDir
    Path folder;

    @BeforeEach
    void enrol() throws Exception {
        till = new TestTill(folder);
    }

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void aSaleIsDeliveredAndItsReceiptKept() {
        IssuedBill issued = till.terminal.issue(TestBills.sale(1230));
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.waiting()).isZero();
        BillState state = till.terminal.stateOf(1);
        assertThat(state.kind()).isEqualTo(BillState.Kind.DELIVERED);
        assertThat(folder.resolve("receipts/1.json")).exists();
        assertThat(issued.link())
                .isEqualTo(till.platform.address() + "/r/"
                        + till.platform.storedBill(1).code());
        assertThat(Slip.text(issued, state)).contains(issued.link()).doesNotContain("Do not pay again");
    }

    @Test
    void manyTravelTogetherInTheirOrder() {
        till.issue(5);
        assertThat(till.deliver(ONCE).delivered()).isEqualTo(5);
        assertThat(till.platform.requests)
                .filteredOn(r -> r.contains("receipts"))
                .containsExactly("POST /api/v1/receipts/batch");
        assertThat(till.platform.received)
                .extracting(bill -> Bill.parse(bill.payload()).counter())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    /** Its answer never came here, and nobody sent the bill again for years. */
    @Test
    void whatThePlatformHadAndRemovedAfterItsRetentionIsDelivered() {
        till.terminal.issue(TestBills.sale(1230));
        till.platform.next(Reply.problem(ProblemType.REMOVED));
        till.reopenAt(Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(till.deliver(ONCE).waiting()).as("it cannot be over yet").isEqualTo(1);

        till.reopenAt(Instant.parse("2027-03-10T00:00:00Z"));
        till.platform.next(Reply.problem(ProblemType.REMOVED));
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.trouble()).isEmpty();
        assertThat(report.delivered()).isEqualTo(1 + report.recovery());
        assertThat(report.parked()).isEmpty();
        assertThat(report.waiting()).isZero();

        till.reopen();
        assertThat(till.terminal.stateOf(1).kind()).isEqualTo(BillState.Kind.DELIVERED);
        assertThat(till.terminal.stateOf(1).receipt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatIsNotConfirmedIsRepeatedWhenThePlatformSaysSo(int status) {
        ProblemType type = status == 429 ? ProblemType.RATE_LIMITED : ProblemType.NOT_CONFIRMED;
        till.platform.next(Reply.problem(type).with("Retry-After", "1"));
        till.terminal.issue(TestBills.sale(100));
        long before = System.currentTimeMillis();
        DeliveryReport report = till.deliver(LONG);
        assertThat(System.currentTimeMillis() - before)
                .as("waits as long as it is asked to")
                .isGreaterThanOrEqualTo(1000);
        assertThat(report.parked()).isEmpty();
        assertThat(till.platform.received.get(1).toJson())
                .as("byte for byte")
                .isEqualTo(till.platform.received.get(0).toJson());
        assertThat(till.terminal.stateOf(1).kind()).isEqualTo(BillState.Kind.DELIVERED);
    }

    /** A platform that takes two bills at a time is not sent all of them again and again. */
    @Test
    void aPlatformThatTakesFewIsSentFewer() {
        for (int i = 0; i < 40; i++) {
            int asked = i;
            till.platform.next(bill -> asked % 12 < 2 ? till.platform.store(bill) : slower());
        }
        till.issue(12);
        assertThat(till.deliver(LONG).delivered()).isEqualTo(12);
        assertThat(till.platform.received).hasSizeLessThan(12 + 10 + 8 + 8 + 8);
    }

    private static Reply slower() {
        return Reply.problem(ProblemType.RATE_LIMITED).with("Retry-After", "0");
    }

    @Test
    void onlyABreakdownIsAnOutage() {
        till.platform.next(Reply.problem(ProblemType.RATE_LIMITED).with("Retry-After", "0"));
        till.terminal.issue(TestBills.sale(100));
        assertThat(till.deliver(LONG).recovery()).isZero();
        till.platform.next(Reply.problem(ProblemType.NOT_CONFIRMED).with("Retry-After", "0"));
        till.terminal.issue(TestBills.sale(200));
        assertThat(till.deliver(LONG).recovery()).isEqualTo(1);
        Bill recovery = till.platform.storedBill(3);
        assertThat(recovery.type()).isEqualTo(BillType.RECOVERY);
        assertThat(recovery.amount()).isZero();
        assertThat(recovery.outage()).containsExactly(new Bill.OutageEntry(2, 200, "PLATFORM_OUTAGE"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COUNTER_CONFLICT",
                "CODE_USED",
                "MEMBER_INVALID",
                "MALFORMED",
                "COUNTER_JUMP",
                "BILL_MISMATCH",
                "PART_MISMATCH"
            })
    void whatIsRefusedForGoodIsParkedAndListedAndStopsNobody(ProblemType type) {
        till.platform.next(Reply.problem(type));
        till.issue(3);
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.parked()).extracting(DeliveryReport.ParkedBill::type).containsExactly(type);
        assertThat(till.platform.storedCounters()).containsExactly(2L, 3L, 4L);
        assertThat(till.platform.storedBill(4).outage())
                .extracting(Bill.OutageEntry::counter)
                .containsExactly(1L);
        assertThat(till.terminal.stateOf(1).reason()).contains(type.slug());
        assertThat(till.deliver(ONCE).delivered()).as("nothing is left to do").isZero();
        assertThat(StatusReport.of(folder).unlisted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNATURE_INVALID", "CERTIFICATE_UNKNOWN"})
    void whenTheSignatureIsNotAcceptedTheSecretVouchesForThePayment(ProblemType type) {
        till.platform.next(Reply.problem(type));
        till.platform.next(bill -> till.platform.store(SignedBill.of(
                bill.payload(), java.util.Optional.empty(), bill.parts(), java.util.Optional.of("SIGNATURE_INVALID"))));
        till.terminal.issue(TestBills.sale(100));
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.parked()).isEmpty();
        assertThat(till.terminal.stateOf(1).receipt())
                .hasValueSatisfying(r -> assertThat(r.status().name()).isEqualTo("UNSIGNED"));
    }

    @Test
    void withoutAKeyTheTillGoesOnUnsigned() throws Exception {
        Files.writeString(folder.resolve("key.pem"), "scratched");
        till.reopen();
        IssuedBill issued = till.terminal.issue(TestBills.sale(100));
        assertThat(issued.signed()).isFalse();
        assertThat(till.deliver(ONCE).delivered()).isEqualTo(1);
        assertThat(till.platform.received.get(0).cause()).contains("SIGNING_UNIT_FAILED");
        assertThat(Slip.text(issued, till.terminal.stateOf(1))).contains("signature is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 403, 404, 413, 500, 502})
    void whateverStandsInBetweenDecidesNothing(int status) {
        till.platform.next(Reply.html(status), Reply.html(status));
        till.issue(1);
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.parked()).isEmpty();
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.trouble()).isPresent();
        till.deliver(LONG);
        assertThat(till.platform.storedCounters()).contains(1L);
    }

    @Test
    void aPlatformThatIsAwayLosesNothing() {
        int port = till.platform.address().getPort();
        till.platform.close();
        till.issue(3);
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.waiting()).isEqualTo(3);
        assertThat(report.trouble())
                .hasValueSatisfying(
                        t -> assertThat(t).contains("localhost:" + port).contains("no connection"));
        assertThat(StatusReport.of(folder).unlisted())
                .containsOnlyKeys(1L, 2L, 3L)
                .containsValue("UPLOAD_CONNECT_FAIL");
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsSentOneByOne() {
        till.platform.batchIsBroken = true;
        till.issue(3);
        assertThat(till.deliver(ONCE).delivered()).isEqualTo(3);
    }

    @Test
    void theWorkGoesOnInANewProcess() {
        till.platform.next(Reply.html(502));
        till.terminal.issue(TestBills.sale(100));
        till.deliver(ONCE);
        till.reopen();
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.recovery()).isEqualTo(1);
        assertThat(till.platform.storedCounters()).containsExactly(1L, 2L);
        assertThat(till.platform.storedBill(2).outage())
                .extracting(Bill.OutageEntry::counter)
                .containsExactly(1L);
    }

    @Test
    void whatAPlatformHasLostItGetsAgainAndNothingElse() {
        till.issue(3);
        till.deliver(Duration.ZERO);
        till.platform.stored.keySet().removeAll(List.of(2L, 3L));
        till.platform.received.clear();
        till.platform.heartbeat =
                Map.of("missing", List.of(Map.of("from", 2, "to", 2), Map.of("from", 3, "to", 900_000)));

        assertThat(till.terminal.resend(till.terminal.heartbeat())).isEqualTo(2);

        assertThat(till.platform.received).hasSize(2);
        assertThat(till.platform.storedCounters()).containsExactly(1L, 2L, 3L);
        assertThat(till.terminal.waiting()).isZero();
    }

    @Test
    void aHeartbeatNamesWhatWaits() {
        till.issue(2);
        JsonObject answer = till.terminal.heartbeat();
        assertThat(answer.integer("lastCounter")).isZero();
        JsonObject event = till.platform.events.get(till.platform.events.size() - 1);
        assertThat(event.string("type")).isEqualTo("HEARTBEAT");
        assertThat(event.integer("series")).isEqualTo(3);
        List<String> digests = new ArrayList<>();
        Outbox.look(StateDirectory.existing(folder))
                .waiting()
                .values()
                .forEach(waiting -> digests.add(Base64Url.encode(waiting.bill().digest())));
        assertThat(event.object("data").strings("waiting")).isEqualTo(digests).hasSize(2);
        assertThat(event.object("data").integer("outbox")).isEqualTo(2);
    }

    @Test
    void aLongOutageIsListedInSeveralBillsThatFit() {
        till.platform.next(Reply.problem(ProblemType.NOT_CONFIRMED));
        till.issue(130);
        till.platform.batchIsBroken = true;
        till.deliver(ONCE);
        assertThat(StatusReport.of(folder).unlisted()).hasSize(130);
        till.platform.batchIsBroken = false;
        assertThat(till.deliver(ONCE).recovery()).isEqualTo(2);
        assertThat(till.platform.storedCounters()).hasSize(132);
        assertThat(till.platform.storedBill(131).outage()).hasSize(80);
        assertThat(till.platform.storedBill(132).outage()).hasSize(50);
    }
}
