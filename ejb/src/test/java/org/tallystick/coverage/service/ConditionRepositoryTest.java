package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.HealthSign;
import org.tallystick.coverage.HealthTally;
import org.tallystick.coverage.TerminalCondition;
import org.tallystick.coverage.TerminalCondition.Failures;

/** Terminals as the database finds them: the same signs as the domain's, whose they are, and their sales. */
class ConditionRepositoryTest {
    private static final CaseScope ALL = new CaseScope("1 = 1", List.of());

    private final CaseShop shop = new CaseShop();
    private final ConditionRepository conditions = new ConditionRepository(shop.rows, new PolicyRepository(shop.rows));
    private final Instant now = shop.clock.instant();

    @BeforeEach
    void terminals() {
        shop.run("INSERT INTO merchant VALUES ('898332054110099', '48023310', 'n', 'n', 'c', 'r', '5411')");
        shop.run(
                "INSERT INTO store (id, merchant_no, name, address, city) VALUES (2, '898332054110099', 'z', 'a', 'c')");
        for (String no : List.of("20000002", "20000003", "20000004", "20000005", "20000006", "20000007", "20000009")) {
            shop.run("INSERT INTO terminal VALUES ('" + no + "', 'serial" + no + "', 1, 1, TRUE)");
        }
        shop.run("INSERT INTO terminal VALUES ('20000008', 'serial8', 2, 1, TRUE)");
        shop.run("INSERT INTO terminal_program VALUES ('20000009', DATE '2026-01-01', 0, 0, 'Newland', 'N910', '3.0'),"
                + " ('20000009', DATE '2026-02-01', 0, 0, 'Newland', 'N910', '2.1'),"
                + " ('20000001', DATE '2026-01-01', 0, 0, 'Newland', 'N910', '2.1'),"
                + " ('20000001', DATE '2026-02-01', 0, 0, 'Newland', 'N910', '3.0')");
        shop.run("INSERT INTO program_policy VALUES ('Newland', '*', DATE '2026-01-01', '3.0')");
        Duration year = Duration.ofDays(365);
        certificate("20000009", year, "NULL", "NULL");
        certificate("20000001", year, "NULL", "NULL");
        heard("20000001", Duration.ZERO, "0, 0, 0, 0, 60000");
        certificate("20000002", Duration.ofDays(30), "NULL", "NULL");
        heard("20000002", Duration.ZERO, "NULL, NULL, NULL, NULL, NULL");
        certificate("20000003", year, "NULL", "NULL");
        heard("20000003", Duration.ofHours(25), "0, NULL, NULL, NULL, 0");
        certificate("20000004", year, "NULL", "NULL");
        heard("20000004", Duration.ZERO, "8, 5, 3, 1, 0");
        certificate("20000005", year, "NULL", "NULL");
        certificate("20000006", year, "NULL", "NULL");
        heard("20000006", Duration.ZERO, "0, 8, 5, 3, -60001");
        certificate("20000007", year, "NULL", "CURRENT_TIMESTAMP");
        heard("20000007", Duration.ofDays(9), "8, 5, 3, 1, 90000");
        certificate("20000008", year, "CURRENT_TIMESTAMP", "NULL");
        heard("20000008", Duration.ZERO, "0, 0, 0, 0, 0");
        for (int i = 0; i < 3; i++) {
            event("20000005", "SIGN_TIMEOUT", Duration.ofDays(6), i);
            event("20000001", "PAD_ERROR", Duration.ofDays(8), i);
            event("20000004", "HEARTBEAT", Duration.ofDays(1), i);
        }
    }

    private void certificate(String no, Duration left, String suspended, String revoked) {
        shop.run("INSERT INTO certificate VALUES ('c" + no + "', 'TERMINAL', X'00', CURRENT_TIMESTAMP)");
        shop.run("INSERT INTO terminal_certificate (thumbprint, terminal_no, series, key_digest, issued_at, not_after,"
                + " delivered_at, suspended_at, revoked_at) VALUES ('c" + no + "', '" + no + "', 1, 'k" + no
                + "', CURRENT_TIMESTAMP, TIMESTAMP WITH TIME ZONE '" + text(now.plus(left)) + "', CURRENT_TIMESTAMP, "
                + suspended + ", " + revoked + ")");
    }

    private void heard(String no, Duration ago, String rest) {
        shop.run("INSERT INTO terminal_health VALUES ('" + no + "', "
                + now.minus(ago).toEpochMilli() + ", " + rest + ")");
    }

    private void event(String no, String type, Duration ago, int i) {
        String time = "TIMESTAMP WITH TIME ZONE '" + text(now.minus(ago)) + "'";
        shop.run("INSERT INTO terminal_event VALUES ('" + no + type + i + "', '" + no + "', 1, '" + type + "', " + time
                + ", " + time + ", X'00')");
    }

    private static String text(Instant time) {
        return time.toString().replace("T", " ").replace("Z", "+00:00");
    }

    private List<String> told(boolean signsOnly, int page, int size) {
        return conditions.find(ALL, signsOnly, page, size, now).stream()
                .map(terminal -> terminal.terminalNo().substring(7) + terminal.signs(now))
                .toList();
    }

    @Test
    void theDatabaseFindsTheSignsOfTheDomain() {
        assertThat(told(true, 0, 50))
                .containsExactly(
                        "2[CERTIFICATE]",
                        "3[SILENT]",
                        "4[OUTBOX]",
                        "5[PAD]",
                        "6[CLOCK]",
                        "8[CERTIFICATE]",
                        "9[PROGRAM]");
        assertThat(conditions.find(ALL, false, 0, 50, now).stream()
                        .flatMap(terminal -> terminal.signs(now).stream())
                        .distinct())
                .as("every sign is tried")
                .containsExactlyInAnyOrder(HealthSign.values());
    }

    @Test
    void thoseWithSignsComeFirstOnAllPages() {
        assertThat(told(false, 0, 4)).containsExactly("2[CERTIFICATE]", "3[SILENT]", "4[OUTBOX]", "5[PAD]");
        assertThat(told(false, 1, 4)).containsExactly("6[CLOCK]", "8[CERTIFICATE]", "9[PROGRAM]", "1[]");
        assertThat(told(false, 2, 4)).containsExactly("7[]");
        assertThat(conditions.tally(ALL, now)).isEqualTo(new HealthTally(9, 7, 4));
    }

    @Test
    void everybodySeesTheirOwn() {
        CaseScope other = new CaseScope("m.merchant_no = ?", List.of("898332054110099"));

        assertThat(conditions.find(other, false, 0, 50, now))
                .extracting(TerminalCondition::terminalNo)
                .containsExactly("20000008");
        assertThat(conditions.tally(other, now)).isEqualTo(new HealthTally(1, 1, 0));
        assertThat(conditions.tally(new CaseScope("m.acquirer_code = ?", List.of("x")), now))
                .isEqualTo(new HealthTally(0, 0, 0));
    }

    @Test
    void aReceiptIsAWordToo() {
        shop.receipt(7, 7);
        shop.run("UPDATE receipt SET arrival = " + now.minusSeconds(5).toEpochMilli());
        shop.run("UPDATE terminal_health SET heard_at = 5 WHERE terminal_no = '20000001'");

        TerminalCondition first = conditions.find(ALL, false, 1, 7, now).get(0);

        assertThat(first.terminalNo()).isEqualTo("20000001");
        assertThat(first.heard()).contains(now.minusSeconds(5));
    }

    @Test
    void salesOfTheDaysAreCountedByTerminal() {
        count("2026-11-17", "", 1000);
        count("2026-11-18", "", 90);
        count("2026-11-24", "PAD_ERROR", 10);
        List<TerminalCondition> all = conditions.find(ALL, false, 0, 50, now);

        assertThat(conditions.failures(all, LocalDate.of(2026, 11, 18)))
                .containsOnlyKeys("20000001")
                .containsEntry("20000001", new Failures(100, 10));
        assertThat(conditions.failures(List.of(), LocalDate.of(2026, 11, 18))).isEmpty();
    }

    private void count(String day, String cause, long receipts) {
        shop.run("INSERT INTO coverage_count VALUES (DATE '" + day
                + "', '48023310', '898331054110027', '20000001', 'TAP', 'CUP', 'REQUIRED', 'SIGNED', 'PRESENT', '"
                + cause + "', " + receipts + ")");
    }
}
