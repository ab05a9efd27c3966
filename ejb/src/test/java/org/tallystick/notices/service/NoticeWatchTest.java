package org.tallystick.notices.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.notices.NoticeQuery.Which;
import org.tallystick.notices.QuietHours;
import org.tallystick.notices.Telling;

/** What is told once and settled, who sees it, and what the watch finds by itself. */
class NoticeWatchTest {
    /** Sunday noon in the shops. */
    private static final Instant NOON = Instant.parse("2026-11-29T04:00:00Z");

    private static final String MERCHANT = "898331054110027";
    private static final SilenceWatch.Rule RULE =
            new SilenceWatch.Rule(Duration.ofHours(2), new QuietHours(LocalTime.of(9, 0), LocalTime.of(21, 0)), 3);

    private final TestDatabase database = new TestDatabase();
    private final NoticeRepository repository = new NoticeRepository();
    private final NoticeListRepository lists = new NoticeListRepository();
    private final WatchRepository terminals = new WatchRepository();
    private int events;

    @BeforeEach
    void register() {
        repository.em = database.entityManager();
        lists.em = database.entityManager();
        terminals.em = database.entityManager();
        database.execute("INSERT INTO acquirer (code, name_zh, name_en) VALUES ('48023310', 'a', 'a')");
        database.execute(
                "INSERT INTO merchant VALUES ('" + MERCHANT + "', '48023310', '青禾', 'Qinghe', 'c', '浙江', '5411')");
        database.execute("INSERT INTO store (id, merchant_no, name, address, city) VALUES (1, '" + MERCHANT
                + "', 's', 'a', 'c')");
        database.execute("INSERT INTO terminal VALUES ('20000001', 'serial', 1, 1, TRUE)");
        database.execute(
                "INSERT INTO account (id, login, display_name, role, scope, totp_confirmed, totp_last_step, failures,"
                        + " wait_until, locked, created_at) VALUES ('id', 'somebody@test', 'S', 'MERCHANT_OWNER', '"
                        + MERCHANT
                        + "', FALSE, 0, 0, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z', FALSE,"
                        + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z')");
    }

    @Test
    void theSameThingIsToldOnceUntilItIsOver() {
        Telling telling = missing("DEVICE");
        tell(NOON, telling);
        tell(NOON.plusSeconds(60), missing("OPERATOR"));
        assertThat(told("")).isEqualTo(2);
        assertThat(told("facts LIKE '%OPERATOR%' AND told_at = " + NOON.toEpochMilli()))
                .as("facts are brought up to date")
                .isEqualTo(2);

        notices(NOON.plusSeconds(120), notices -> notices.settled("case/M00000001"));
        assertThat(told("settled_at > 0 AND spread = 'TOLD'")).isEqualTo(2);
        tell(NOON.plusSeconds(180), telling);

        assertThat(told("")).isEqualTo(4);
        assertThat(told("settled_at = 0")).isEqualTo(2);
    }

    @Test
    void eachSeesTheirOwnAndWhatIsReadRingsNoMore() {
        tell(NOON, missing("DEVICE"));
        NoticeDesk desk = new NoticeDesk(lists, at(NOON.plusSeconds(60)));
        Viewer owner = viewer(Role.MERCHANT_OWNER, Optional.of(MERCHANT));
        Viewer officer = viewer(Role.INSTITUTION_OFFICER, Optional.of("48023310"));

        assertThat(desk.ringing(owner)).isEqualTo(1);
        assertThat(desk.ringing(officer)).as("the merchant has to act first").isZero();
        assertThat(desk.count(officer, Which.OPEN)).isEqualTo(1);
        assertThat(desk.count(viewer(Role.MERCHANT_OWNER, Optional.of("898332054110099")), Which.ALL))
                .isZero();
        assertThat(desk.count(viewer(Role.REGULATOR, Optional.empty()), Which.ALL))
                .isZero();
        assertThat(desk.count(viewer(Role.CONSUMER, Optional.empty()), Which.ALL))
                .isZero();
        assertThat(desk.list(officer, new NoticeQuery(Which.OPEN, 0)))
                .allMatch(seen ->
                        seen.unread() && seen.notice().merchantName().en().equals("Qinghe"));

        String id = desk.list(owner, new NoticeQuery(Which.UNREAD, 0))
                .get(0)
                .notice()
                .id();
        database.inTransaction(() -> {
            desk.read(owner, id);
            desk.read(owner, id);
        });
        assertThat(desk.ringing(owner)).isZero();
        assertThat(desk.count(owner, Which.UNREAD)).isZero();
        assertThat(desk.count(owner, Which.OPEN)).isEqualTo(1);
        database.inTransaction(() -> desk.readAll(owner));
        assertThat(database.number("SELECT COUNT(*) FROM notice_read")).isZero();
        assertThat(desk.count(owner, Which.UNREAD)).isZero();
    }

    @Test
    void aRegulatorOfARegionSeesItsOwnAndOneOfTheCountrySeesAll() {
        notices(
                NOON,
                notices -> notices.tell(new Telling(
                        NoticeKind.ESCALATED,
                        "case/M00000001",
                        MERCHANT,
                        Set.of(notices.regulatorsOf(MERCHANT).orElseThrow()),
                        Map.of(NoticeFacts.CASE, "M00000001"))));
        NoticeDesk desk = new NoticeDesk(lists, at(NOON));

        assertThat(desk.ringing(viewer(Role.REGULATOR, Optional.of("浙江")))).isEqualTo(1);
        assertThat(desk.ringing(viewer(Role.REGULATOR, Optional.of("江苏")))).isZero();
        assertThat(desk.ringing(viewer(Role.REGULATOR, Optional.empty()))).isEqualTo(1);
    }

    @Test
    void aCertificateIsToldAnewAtEachLevelAndSettledByItsRenewal() {
        certificate("c1", NOON.plus(Duration.ofDays(20)));
        watchCertificates(NOON);
        assertThat(open(NoticeKind.CERTIFICATE_EXPIRING)).containsExactly("certificate/20000001/30");
        assertThat(told("facts LIKE '%\"days\":\"20\"%'")).isEqualTo(2);

        watchCertificates(NOON.plus(Duration.ofDays(13)));
        assertThat(open(NoticeKind.CERTIFICATE_EXPIRING))
                .as("seven days are not less than seven")
                .containsExactly("certificate/20000001/30");
        watchCertificates(NOON.plus(Duration.ofDays(14)));
        assertThat(open(NoticeKind.CERTIFICATE_EXPIRING)).containsExactly("certificate/20000001/7");
        watchCertificates(NOON.plus(Duration.ofDays(19)).plusSeconds(1));
        assertThat(open(NoticeKind.CERTIFICATE_EXPIRING)).containsExactly("certificate/20000001/1");

        certificate("c2", NOON.plus(Duration.ofDays(400)));
        watchCertificates(NOON.plus(Duration.ofDays(19)).plusSeconds(2));
        assertThat(open(NoticeKind.CERTIFICATE_EXPIRING)).isEmpty();
    }

    @Test
    void thePlatformsOwnCertificateIsToldWhenItsRenewalDidNotHappen() {
        CertificateWatch late =
                new CertificateWatch(terminals, () -> Optional.of(NOON.plus(Duration.ofDays(3))), at(NOON));
        CertificateWatch renewed =
                new CertificateWatch(terminals, () -> Optional.of(NOON.plus(Duration.ofDays(29))), at(NOON));

        assertThat(late.look()).extracting(Telling::audiences).containsExactly(Set.of(Audience.OPERATOR));
        assertThat(renewed.look()).isEmpty();
    }

    @Test
    void aTerminalIsSilentWhenItUsedToBeHeardAtThisTime() {
        for (int day = 1; day <= 3; day++) {
            heartbeat(NOON.minus(Duration.ofDays(day)).minusSeconds(1800));
        }
        assertThat(silentAt(NOON)).containsExactly("silence/20000001");

        heartbeat(NOON.plusSeconds(600));
        assertThat(silentAt(NOON.plusSeconds(601))).as("it is heard again").isEmpty();
    }

    @Test
    void silenceIsNoNewsAtNightOnTooFewDaysOrTooSoon() {
        heartbeat(NOON.minus(Duration.ofDays(1)).minusSeconds(1800));
        heartbeat(NOON.minus(Duration.ofDays(2)).minusSeconds(1800));
        assertThat(silentAt(NOON)).as("two days are no habit").isEmpty();

        heartbeat(NOON.minus(Duration.ofDays(3)).minusSeconds(1800));
        heartbeat(NOON.minusSeconds(7000));
        assertThat(silentAt(NOON)).as("heard within two hours").isEmpty();
        assertThat(silentAt(NOON.minus(Duration.ofHours(2)).minusSeconds(1)))
                .as("hours have only begun")
                .isEmpty();
        assertThat(silentAt(NOON.plus(Duration.ofHours(10)))).as("night").isEmpty();
    }

    @Test
    void whatWasToldStaysSilentOvernight() {
        for (int day = 1; day <= 3; day++) {
            heartbeat(NOON.minus(Duration.ofDays(day)).minusSeconds(1800));
        }
        notices(
                NOON,
                notices -> notices.current(
                        NoticeKind.TERMINAL_SILENT, silence(NOON).look()));

        Instant night = NOON.plus(Duration.ofHours(12));
        notices(
                night,
                notices -> notices.current(
                        NoticeKind.TERMINAL_SILENT, silence(night).look()));

        assertThat(open(NoticeKind.TERMINAL_SILENT)).containsExactly("silence/20000001");
    }

    private void watchCertificates(Instant now) {
        CertificateWatch watch = new CertificateWatch(terminals, Optional::empty, at(now));
        notices(now, notices -> notices.current(NoticeKind.CERTIFICATE_EXPIRING, watch.look()));
    }

    private List<String> silentAt(Instant now) {
        return silence(now).look().stream().map(Telling::subject).toList();
    }

    private SilenceWatch silence(Instant now) {
        return new SilenceWatch(terminals, repository, () -> RULE, at(now));
    }

    private void heartbeat(Instant at) {
        database.execute("INSERT INTO terminal_event VALUES ('e" + events++ + "', '20000001', 1, 'HEARTBEAT', "
                + stamp(at) + ", " + stamp(at) + ", X'00')");
    }

    private void certificate(String thumbprint, Instant end) {
        database.execute(
                "INSERT INTO certificate VALUES ('" + thumbprint + "', 'TERMINAL', X'00', " + stamp(NOON) + ")");
        database.execute(
                "INSERT INTO terminal_certificate (thumbprint, terminal_no, series, key_digest, issued_at, not_after)"
                        + " VALUES ('" + thumbprint + "', '20000001', 1, '" + thumbprint + "', " + stamp(NOON) + ", "
                        + stamp(end)
                        + ")");
    }

    private static String stamp(Instant time) {
        return "TIMESTAMP WITH TIME ZONE '" + time.toString().replace('T', ' ') + "'";
    }

    private static Telling missing(String reason) {
        return new Telling(
                NoticeKind.SIGNATURE_MISSING,
                "case/M00000001",
                MERCHANT,
                Set.of(Audience.merchant(MERCHANT), Audience.institution("48023310")),
                Map.of(NoticeFacts.CASE, "M00000001", NoticeFacts.REASON, reason));
    }

    private void tell(Instant now, Telling telling) {
        notices(now, notices -> notices.tell(telling));
    }

    private void notices(Instant now, java.util.function.Consumer<Notices> what) {
        database.inTransaction(() -> what.accept(new Notices(repository, at(now))));
    }

    private List<String> open(NoticeKind kind) {
        return repository.open(kind);
    }

    private long told(String condition) {
        return database.number("SELECT COUNT(*) FROM notice" + (condition.isEmpty() ? "" : " WHERE " + condition));
    }

    private static Viewer viewer(Role role, Optional<String> scope) {
        return new Viewer("id", "somebody@test", "Somebody", role, scope, "", "");
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
