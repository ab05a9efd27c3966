package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

class TerminalEventsTest {
    private static final String HELLO =
            """
            {"version":1,"terminalNo":"33100001","time":"2027-03-01T16:00:00+08:00","type":"HELLO","data":{}}""";

    @TempDir
    Path data;

    private Platform platform;
    private String thumbprint;

    @BeforeEach
    void enrol() {
        platform = Platform.started(data);
        String code = platform.codes.create(Platform.TERMINAL).code();
        X509Certificate certificate =
                platform.service.enrol(Platform.TERMINAL, code, Csr.fresh()).get(0);
        thumbprint = StoredCertificate.thumbprint(certificate);
    }

    @Test
    void helloTellsTheTerminalWhoItIs() {
        Map<String, Object> answer = send(HELLO);

        assertThat(answer)
                .containsEntry("series", 1L)
                .containsEntry("terminalNo", Platform.TERMINAL)
                .containsEntry("merchantNo", Platform.MERCHANT)
                .containsEntry("acquirer", Platform.ACQUIRER)
                .containsEntry("lastCounter", 0L)
                .containsEntry("missing", List.of())
                .containsEntry("serverTime", "2027-03-01T08:00:00Z")
                .containsEntry("certificateExpires", "2028-02-29T08:00:00Z");
        assertThat(answer.get("policy")).isInstanceOf(Map.class);
        assertThat(answer.keySet().stream().toList())
                .startsWith("series", "terminalNo", "merchantNo", "acquirer", "fallbackSecret");
    }

    @Test
    void theSecretIsRepeatedUntilTheFirstBillAndThenNeverAgain() {
        Object secret = send(HELLO).get("fallbackSecret");
        assertThat(send(HELLO).get("fallbackSecret")).isEqualTo(secret);

        platform.database.execute("INSERT INTO terminal_state (terminal_no, series, counter, last_digest)"
                + " VALUES ('33100001', 1, 7, X'00')");
        assertThat(send(HELLO))
                .containsEntry("fallbackSecret", Optional.empty())
                .containsEntry("lastCounter", 7L);

        platform.database.execute(
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, payload_digest,"
                        + " verified, status, stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount,"
                        + " currency, sale_date, trace_no) VALUES ('N1', '33100001', 1, 9, 0, TRUE, X'00', TRUE, 'SIGNED', X'00', X'00',"
                        + " 1, 0, 0, '', 'a', 'm', 'SALE', 1, 'CNY', DATE '2026-11-20', '1')");
        assertThat(send(HELLO)).as("its row is behind").containsEntry("lastCounter", 9L);
    }

    @Test
    void onlyTheSecretOfTheSeriesVouches() {
        String secret = platform.secrets.of(Platform.TERMINAL, 1);

        assertThat(platform.secrets.matches(Platform.TERMINAL, 1, secret)).isTrue();
        assertThat(platform.secrets.matches(Platform.TERMINAL, 2, secret)).isFalse();
        assertThat(platform.secrets.matches("33100002", 1, secret)).isFalse();
        assertThat(platform.secrets.matches(Platform.TERMINAL, 1, secret + "x")).isFalse();
        assertThat(platform.secrets.matches(Platform.TERMINAL, 2, platform.secrets.of(Platform.TERMINAL, 2)))
                .as("a series nobody has")
                .isFalse();
    }

    @Test
    void theSecretGoesWithAStolenKeyButNotWithARetiredOne() {
        String secret = platform.secrets.of(Platform.TERMINAL, 1);
        platform.lifecycle.revoke(thumbprint, new Revocation(RevocationReason.SUPERSEDED, platform.clock.instant()));
        assertThat(platform.secrets.matches(Platform.TERMINAL, 1, secret)).isTrue();

        platform.lifecycle.revoke(
                thumbprint, new Revocation(RevocationReason.KEY_COMPROMISE, platform.clock.instant()));
        assertThat(platform.secrets.matches(Platform.TERMINAL, 1, secret)).isFalse();
    }

    @Test
    void aHeartbeatIsToldWhatIsMissingAndNoSecret() {
        platform.database.execute("INSERT INTO terminal_state (terminal_no, series, counter, last_digest)"
                + " VALUES ('33100001', 1, 9, X'00')");
        platform.database.execute("INSERT INTO terminal_gap (terminal_no, series, from_counter, to_counter)"
                + " VALUES ('33100001', 1, 7, 7), ('33100001', 1, 3, 4), ('33100001', 2, 1, 1)");

        Map<String, Object> answer = send(event("HEARTBEAT", "{}"));

        assertThat(answer.get("missing"))
                .isEqualTo(List.of(Map.of("from", 3L, "to", 4L), Map.of("from", 7L, "to", 7L)));
        assertThat(answer.get("fallbackSecret")).isEqualTo(Optional.empty());
    }

    @Test
    void aHeartbeatIsToldWhatItMaySignAnew() {
        String head =
                "INSERT INTO coverage_case (number, acquirer, merchant_no, terminal_no, series, counter, receipt, missing,"
                        + " cause_group, state, sources, cause, rule, rule_version, inputs, remedy, evidence, assigned, assigned_name,"
                        + " opened_at, diagnosed_at, heard_at, changed_at, warn_at, due_at, escalate_at, warned, escalated, version)"
                        + " VALUES ('%s', '48523310', '852331054110001', '%s', %d, %d, %s, '%s', '%s', '%s', 'BILL', 'X', 'r', 1, '{}', '', 0,"
                        + " '', '', 0, 0, CURRENT_TIMESTAMP, 0, 0, 0, 0, FALSE, FALSE, 1)";
        String[] cases = {
            head.formatted("A1", "33100001", 1, 3, "'r'", "TERMINAL_SIGNATURE", "CERTIFICATE", "AWAIT_TERMINAL"),
            head.formatted(
                    "A2", "33100001", 1, 4, "'r'", "TERMINAL_SIGNATURE,CARDHOLDER_SIGNATURE", "DEVICE", "TICKET"),
            head.formatted("A3", "33100001", 1, 5, "'r'", "TERMINAL_SIGNATURE", "INTEGRITY", "FROZEN"),
            head.formatted("A4", "33100001", 1, 6, "'r'", "TERMINAL_SIGNATURE", "CERTIFICATE", "CLOSED"),
            head.formatted("A5", "33100001", 1, 7, "'r'", "CARDHOLDER_SIGNATURE", "OPERATOR", "AWAIT_MERCHANT"),
            head.formatted("A6", "33100001", 1, 8, "NULL", "BILL", "NETWORK", "AUTO_RETRY"),
            head.formatted("A7", "33100001", 1, 9, "'r'", "TERMINAL_SIGNATURE", "UNKNOWN", "AWAIT_MERCHANT"),
            head.formatted("A8", "33100002", 1, 1, "'r'", "TERMINAL_SIGNATURE", "CERTIFICATE", "AWAIT_TERMINAL"),
            head.formatted("A9", "33100001", 2, 1, "'r'", "TERMINAL_SIGNATURE", "CERTIFICATE", "AWAIT_TERMINAL")
        };
        for (String row : cases) {
            platform.database.execute(row);
        }

        assertThat(send(event("HEARTBEAT", "{}")).get("unsigned"))
                .as("neither what is frozen, closed or not here, nor another terminal's, nor a later enrolment's")
                .isEqualTo(List.of(
                        Map.of("series", 1L, "from", 3L, "to", 4L), Map.of("series", 1L, "from", 9L, "to", 9L)));
    }

    @Test
    void aHeartbeatProvesThatWaitingBillsExisted() {
        String digest = Base64Url.encode(Sha256.of(new byte[] {1}));
        send(event("HEARTBEAT", "{\"waiting\":[\"" + digest + "\"]}"));
        platform.clock.advance(Duration.ofHours(1));
        send(event("HEARTBEAT", "{\"waiting\":[\"" + digest + "\",\"" + digest + "\"],\"n\":2}"));

        assertThat(platform.database.number("SELECT COUNT(*) FROM announced_digest"))
                .isEqualTo(1);
        assertThat(platform.database.number("SELECT announced_at FROM announced_digest"))
                .as("the first time counts")
                .isEqualTo(platform.clock.instant().minus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void heartbeatsKeepTheLastFourOutboxesAndTheClock() {
        for (int waiting = 1; waiting <= 5; waiting++) {
            send(event("HEARTBEAT", "{\"outbox\":" + waiting + "}"));
        }
        String digest = Base64Url.encode(Sha256.of(new byte[] {1}));
        send(event("HEARTBEAT", "{\"waiting\":[\"" + digest + "\"]}"));
        assertThat(health("outbox"))
                .as("listed ones count where no number is told")
                .isEqualTo(1);
        assertThat(health("outbox3")).isEqualTo(3);
        assertThat(health("clock_offset")).isZero();

        platform.clock.advance(Duration.ofSeconds(90));
        send(event("HEARTBEAT", "{\"renewed\":true}"));
        send(event("HEARTBEAT", "{\"outbox\":-1}"));
        send(event("HEARTBEAT", "{\"outbox\":\"many\"}"));
        assertThat(health("outbox")).as("not told").isEqualTo(1);
        assertThat(health("clock_offset")).isEqualTo(-90_000);
        send(event("HEARTBEAT", "{}").replace("2027-03", "+99999-03"));
        assertThat(health("clock_offset")).isEqualTo(Duration.ofDays(3653).toMillis());

        platform.clock.advance(Duration.ofSeconds(5));
        send(event("TAMPER", "{}"));
        assertThat(health("heard_at")).isEqualTo(platform.clock.instant().toEpochMilli());
    }

    private long health(String column) {
        return platform.database.number("SELECT " + column + " FROM terminal_health");
    }

    @Test
    void theSamePayloadIsStoredOnce() {
        assertThat(send(event("TAMPER", "{}"))).containsKey("serverTime");
        platform.clock.advance(Duration.ofMinutes(1));
        send(event("TAMPER", "{}"));

        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_event WHERE type = 'TAMPER'"))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefusedByMember() {
        assertThat(member(HELLO.replace("33100001", "33100002"))).isEqualTo("BILL_MISMATCH terminalNo");
        assertThat(member(event("CLOCK", "{}").replace("\"series\":1", "\"series\":2")))
                .isEqualTo("BILL_MISMATCH series");
        assertThat(member(event("CLOCK", "{}").replace("\"series\":1,", ""))).isEqualTo("MEMBER_INVALID series");
        assertThat(member(event("NAP", "{}"))).isEqualTo("MEMBER_INVALID type");
        assertThat(member(HELLO.replace("+08:00", ""))).isEqualTo("MEMBER_INVALID time");
        assertThat(member(HELLO.replace("\"version\":1", "\"version\":2"))).isEqualTo("MEMBER_INVALID version");
        assertThat(member(event("HEARTBEAT", "{\"waiting\":[\"AAAA\"]}"))).isEqualTo("MEMBER_INVALID data.waiting[0]");
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_event"))
                .isZero();
    }

    @Test
    void aSuspendedTerminalGetsNoSecretButIsHeard() {
        platform.lifecycle.suspend(thumbprint, "case");

        assertThat(refusal(HELLO).type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(send(event("TAMPER", "{}"))).containsKey("serverTime");
    }

    @Test
    void anExpiredOneToo() {
        platform.clock.advance(Duration.ofDays(366));
        assertThat(refusal(HELLO).type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aStolenKeySpeaksForNobody() {
        platform.lifecycle.revoke(
                thumbprint, new Revocation(RevocationReason.KEY_COMPROMISE, platform.clock.instant()));
        assertThat(refusal(event("TAMPER", "{}")).type()).isEqualTo(ProblemType.CERTIFICATE_UNKNOWN);
    }

    private static String event(String type, String data) {
        return "{\"version\":1,\"terminalNo\":\"33100001\",\"series\":1,\"time\":\"2027-03-01T16:00:00+08:00\",\"type\":\""
                + type + "\",\"data\":" + data + "}";
    }

    private Map<String, Object> send(String payload) {
        CertifiedKey signer =
                platform.directory.find(Base64Url.decode(thumbprint)).orElseThrow();
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return platform.events.accept(new SignedEvent(bytes, bytes, signer));
    }

    private Problem refusal(String payload) {
        return catchThrowableOfType(Problem.class, () -> send(payload));
    }

    private String member(String payload) {
        Problem problem = refusal(payload);
        return problem.type() + " " + problem.errors().get(0).member();
    }
}
