package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TestPlatform.Reply;

/** A terminal against a platform that answers well, badly and not at all. */
class TerminalTest {
    private static final Duration ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Clock clock = Clock.systemUTC();
    private TestPlatform platform;
    private Terminal terminal;

    @TempDir
    Path folder;

    @BeforeEach
    void enrol() throws Exception {
        platform = new TestPlatform();
        Enrolment.enrol(folder, platform.request(SignatureAlgorithm.ES256), clock);
        terminal = Terminal.open(folder, Duration.ofSeconds(20), clock);
    }

    @AfterEach
    void stop() {
        terminal.close();
        platform.close();
    }

    private DeliveryReport deliver(Duration patience) {
        return terminal.deliver(patience, left -> {});
    }

    private void issue(int bills) {
        terminal.issueAll(LongStream.rangeClosed(1, bills).mapToObj(TestBills::sale).toList());
    }

    @Test
    void aSaleIsDeliveredAndItsReceiptKept() {
        IssuedBill issued = terminal.issue(TestBills.sale(1230));
        DeliveryReport report = deliver(ONCE);
        assertThat(report.delivered()).isEqualTo(1);
        assertThat(report.waiting()).isZero();
        BillState state = terminal.stateOf(1);
        assertThat(state.kind()).isEqualTo(BillState.Kind.DELIVERED);
        assertThat(folder.resolve("receipts/1.json")).exists();
        assertThat(issued.link()).isEqualTo(platform.address() + "/r/" + platform.storedBill(1).code());
        assertThat(Slip.text(issued, state)).contains(issued.link()).doesNotContain("Do not pay again");
    }

    @Test
    void manyTravelTogetherInTheirOrder() {
        issue(5);
        assertThat(deliver(ONCE).delivered()).isEqualTo(5);
        assertThat(platform.requests).filteredOn(r -> r.contains("receipts")).containsExactly("POST /api/v1/receipts/batch");
        assertThat(platform.received).extracting(bill -> Bill.parse(bill.payload()).counter())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whatIsNotConfirmedIsRepeatedWhenThePlatformSaysSo(int status) {
        ProblemType type = status == 429 ? ProblemType.RATE_LIMITED : ProblemType.NOT_CONFIRMED;
        platform.next(Reply.problem(type).with("Retry-After", "1"));
        terminal.issue(TestBills.sale(100));
        long before = clock.millis();
        DeliveryReport report = deliver(LONG);
        assertThat(clock.millis() - before).as("waits as long as it is asked to").isGreaterThanOrEqualTo(1000);
        assertThat(report.parked()).isEmpty();
        assertThat(platform.received.get(1).toJson()).as("byte for byte").isEqualTo(platform.received.get(0).toJson());
        assertThat(terminal.stateOf(1).kind()).isEqualTo(BillState.Kind.DELIVERED);
    }

    /** A platform that takes two bills at a time is not sent all of them again and again. */
    @Test
    void aPlatformThatTakesFewIsSentFewer() {
        for (int i = 0; i < 40; i++) {
            int asked = i;
            platform.next(bill -> asked % 12 < 2 ? platform.store(bill) : slower());
        }
        issue(12);
        assertThat(deliver(LONG).delivered()).isEqualTo(12);
        assertThat(platform.received).hasSizeLessThan(12 + 10 + 8 + 8 + 8);
    }

    private static Reply slower() {
        return Reply.problem(ProblemType.RATE_LIMITED).with("Retry-After", "0");
    }

    @Test
    void onlyABreakdownIsAnOutage() {
        platform.next(Reply.problem(ProblemType.RATE_LIMITED).with("Retry-After", "0"));
        terminal.issue(TestBills.sale(100));
        assertThat(deliver(LONG).recovery()).isZero();
        platform.next(Reply.problem(ProblemType.NOT_CONFIRMED).with("Retry-After", "0"));
        terminal.issue(TestBills.sale(200));
        assertThat(deliver(LONG).recovery()).isEqualTo(1);
        Bill recovery = platform.storedBill(3);
        assertThat(recovery.type()).isEqualTo(BillType.RECOVERY);
        assertThat(recovery.amount()).isZero();
        assertThat(recovery.outage()).containsExactly(new Bill.OutageEntry(2, 200, "PLATFORM_OUTAGE"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COUNTER_CONFLICT", "CODE_USED", "MEMBER_INVALID", "MALFORMED", "COUNTER_JUMP", "BILL_MISMATCH", "PART_MISMATCH"
            })
    void whatIsRefusedForGoodIsParkedAndListedAndStopsNobody(ProblemType type) {
        platform.next(Reply.problem(type));
        issue(3);
        DeliveryReport report = deliver(ONCE);
        assertThat(report.parked()).extracting(DeliveryReport.ParkedBill::type).containsExactly(type);
        assertThat(platform.storedCounters()).containsExactly(2L, 3L, 4L);
        assertThat(platform.storedBill(4).outage()).extracting(Bill.OutageEntry::counter).containsExactly(1L);
        assertThat(terminal.stateOf(1).reason()).contains(type.slug());
        assertThat(deliver(ONCE).delivered()).as("nothing is left to do").isZero();
        assertThat(StatusReport.of(folder).unlisted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNATURE_INVALID", "CERTIFICATE_UNKNOWN"})
    void whenTheSignatureIsNotAcceptedTheSecretVouchesForThePayment(ProblemType type) {
        platform.next(Reply.problem(type));
        platform.next(bill -> platform.store(SignedBill.of(
                bill.payload(), java.util.Optional.empty(), bill.parts(), java.util.Optional.of("SIGNATURE_INVALID"))));
        terminal.issue(TestBills.sale(100));
        DeliveryReport report = deliver(ONCE);
        assertThat(report.parked()).isEmpty();
        assertThat(terminal.stateOf(1).receipt()).hasValueSatisfying(r -> assertThat(r.status().name()).isEqualTo("UNSIGNED"));
    }

    @Test
    void withoutAKeyTheTillGoesOnUnsigned() throws Exception {
        terminal.close();
        Files.writeString(folder.resolve("key.pem"), "scratched");
        terminal = Terminal.open(folder, Duration.ofSeconds(20), clock);
        IssuedBill issued = terminal.issue(TestBills.sale(100));
        assertThat(issued.signed()).isFalse();
        assertThat(deliver(ONCE).delivered()).isEqualTo(1);
        assertThat(platform.received.get(0).cause()).contains("SIGNING_UNIT_FAILED");
        assertThat(Slip.text(issued, terminal.stateOf(1))).contains("signature is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 403, 404, 413, 500, 502})
    void whateverStandsInBetweenDecidesNothing(int status) {
        platform.next(Reply.html(status), Reply.html(status));
        issue(1);
        DeliveryReport report = deliver(ONCE);
        assertThat(report.parked()).isEmpty();
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.trouble()).isPresent();
        deliver(LONG);
        assertThat(platform.storedCounters()).contains(1L);
    }

    @Test
    void aPlatformThatIsAwayLosesNothing() {
        int port = platform.address().getPort();
        platform.close();
        issue(3);
        DeliveryReport report = deliver(ONCE);
        assertThat(report.waiting()).isEqualTo(3);
        assertThat(report.trouble()).hasValueSatisfying(t -> assertThat(t).contains("localhost:" + port).contains("no connection"));
        assertThat(StatusReport.of(folder).unlisted()).containsOnlyKeys(1L, 2L, 3L).containsValue("UPLOAD_CONNECT_FAIL");
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsSentOneByOne() {
        platform.batchIsBroken = true;
        issue(3);
        assertThat(deliver(ONCE).delivered()).isEqualTo(3);
    }

    @Test
    void theWorkGoesOnInANewProcess() {
        platform.next(Reply.html(502));
        terminal.issue(TestBills.sale(100));
        deliver(ONCE);
        terminal.close();
        terminal = Terminal.open(folder, Duration.ofSeconds(20), clock);
        DeliveryReport report = deliver(ONCE);
        assertThat(report.recovery()).isEqualTo(1);
        assertThat(platform.storedCounters()).containsExactly(1L, 2L);
        assertThat(platform.storedBill(2).outage()).extracting(Bill.OutageEntry::counter).containsExactly(1L);
    }

    /** Each row spoils one thing that an answer must prove. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "another bill", "receipt", "proof", "number", "status", "log", "index", "audience", "seal", "role",
                "role of its authority", "stolen signature"
            })
    void anAnswerThatDoesNotProveItselfIsNotBelieved(String spoilt) throws Exception {
        terminal.issue(TestBills.sale(500));
        deliver(ONCE);
        Map<String, Object> otherAnswer = platform.sealer.answer(platform.received.get(0));
        platform.next(bill -> Reply.json(201, spoiled(bill, spoilt, otherAnswer)));
        terminal.issue(TestBills.sale(100));
        DeliveryReport report = deliver(ONCE);
        assertThat(report.delivered()).as(spoilt).isZero();
        assertThat(report.trouble()).hasValueSatisfying(text -> assertThat(text).contains("not believed"));
        assertThat(folder.resolve("receipts/2.json")).doesNotExist();
        deliver(ONCE);
        assertThat(terminal.stateOf(2).kind()).isEqualTo(BillState.Kind.DELIVERED);
    }

    private Map<String, Object> spoiled(SignedBill bill, String what, Map<String, Object> other) {
        try {
            Map<String, Object> answer = new LinkedHashMap<>(
                    switch (what) {
                        case "another bill" -> other;
                        case "audience" -> platform.sealer.seal(bill, platform.sealer.authority(), "tallystick:elsewhere");
                        case "seal" -> platform.sealer.seal(
                                bill, TestAuthority.root("Stranger").signer("Seal", CertificatePaths.SEAL_ROLE), TestSealer.AUDIENCE);
                        case "role" -> platform.sealer.seal(
                                bill, platform.terminalCa.signer("Seal", CertificatePaths.TERMINAL_ROLE), TestSealer.AUDIENCE);
                        case "role of its authority" -> platform.sealer.seal(
                                bill, platform.terminalCa.signer("Seal", CertificatePaths.SEAL_ROLE), TestSealer.AUDIENCE);
                        case "stolen signature" -> platform.sealer.seal(
                                SignedBill.of(bill.payload(), platform.received.get(0).signature(), List.of(), java.util.Optional.empty()),
                                platform.sealer.authority(),
                                TestSealer.AUDIENCE);
                        default -> platform.sealer.answer(bill);
                    });
            switch (what) {
                case "receipt", "proof", "number" -> answer.put(what, other.get(what));
                case "status" -> answer.put(what, "UNSIGNED");
                case "log" -> answer.put(what, "localhost/ledger/other");
                case "index" -> answer.put(what, 99);
                default -> {}
            }
            return answer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLedgerThatForgetsIsNoticed() {
        issue(3);
        deliver(ONCE);
        platform.sealer.ledger.rewrite();
        issue(4);
        assertThatThrownBy(() -> deliver(ONCE))
                .isInstanceOfSatisfying(TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.REFUSED))
                .hasMessageContaining("two pasts");
        assertThat(folder.resolve("checkpoints")).isDirectoryContaining("glob:**.conflict");
    }

    @Test
    void theLedgerMayGrow() {
        for (int i = 1; i <= 4; i++) {
            issue(i);
            assertThat(deliver(ONCE).delivered()).isEqualTo(i);
        }
        assertThat(platform.requests).as("consistency is proved from tiles").anyMatch(r -> r.contains("/tile/0/000.p/10"));
    }

    @Test
    void aLogOfALaterQuarterIsLearnt() {
        issue(1);
        deliver(ONCE);
        platform.sealer.ledger = new TestLedger("localhost/ledger/48023310/2027q2");
        issue(1);
        assertThat(deliver(ONCE).delivered()).isEqualTo(1);
        assertThat(TerminalProfile.load(StateDirectory.existing(folder)).logs()).hasSize(2);
    }

    @Test
    void aHeartbeatNamesWhatWaits() {
        issue(2);
        JsonObject answer = terminal.heartbeat();
        assertThat(answer.integer("lastCounter")).isZero();
        JsonObject event = platform.events.get(platform.events.size() - 1);
        assertThat(event.string("type")).isEqualTo("HEARTBEAT");
        assertThat(event.integer("series")).isEqualTo(3);
        List<String> digests = new ArrayList<>();
        Outbox.look(StateDirectory.existing(folder)).waiting().values()
                .forEach(waiting -> digests.add(Base64Url.encode(waiting.bill().digest())));
        assertThat(event.object("data").strings("waiting")).isEqualTo(digests).hasSize(2);
    }

    @Test
    void aLongOutageIsListedInSeveralBillsThatFit() {
        platform.next(Reply.problem(ProblemType.NOT_CONFIRMED));
        issue(130);
        platform.batchIsBroken = true;
        deliver(ONCE);
        assertThat(StatusReport.of(folder).unlisted()).hasSize(130);
        platform.batchIsBroken = false;
        assertThat(deliver(ONCE).recovery()).isEqualTo(2);
        assertThat(platform.storedCounters()).hasSize(132);
        assertThat(platform.storedBill(131).outage()).hasSize(80);
        assertThat(platform.storedBill(132).outage()).hasSize(50);
    }
}
