package org.tallystick.notices.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticeQuery.Which;
import org.tallystick.notices.Telling;

/** Whom a notice reaches that concerns no region in particular, on the pages and by letter. */
class NoticeReachTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-29T04:00:00Z"), ZoneOffset.UTC);
    private static final Audience EVERY_REGULATOR = new Audience(Audience.Kind.REGULATOR, "");

    private final TestDatabase database = new TestDatabase();
    private final NoticeRepository repository = new NoticeRepository();
    private final NoticeListRepository lists = new NoticeListRepository();
    private final PreferenceRepository preferences = new PreferenceRepository();

    @BeforeEach
    void register() {
        repository.em = database.entityManager();
        lists.em = database.entityManager();
        preferences.em = database.entityManager();
        account("of-country", Role.REGULATOR, null);
        account("of-region", Role.REGULATOR, "浙江");
        account("operator", Role.OPERATOR, null);
    }

    @Test
    void whatConcernsTheLedgerConcernsEveryRegulator() {
        Telling split = new Telling(
                NoticeKind.LEDGER_SPLIT,
                "split/1",
                "",
                Set.of(Audience.OPERATOR, EVERY_REGULATOR),
                Map.of(NoticeFacts.NAME, "test.example/ledger/48023310/2026q4"));
        database.inTransaction(() -> new Notices(repository, NOON).tell(split));

        assertThat(ringing(Role.REGULATOR, "浙江")).isEqualTo(1);
        assertThat(ringing(Role.REGULATOR, null)).isEqualTo(1);
        assertThat(ringing(Role.OPERATOR, null)).isEqualTo(1);
        assertThat(ringing(Role.MERCHANT_OWNER, "898331054110027")).isZero();
        assertThat(ringing(Role.INSTITUTION_OFFICER, "48023310")).isZero();
    }

    @Test
    void lettersGoToTheSamePeople() {
        assertThat(people(EVERY_REGULATOR)).containsExactly("of-country", "of-region");
        assertThat(people(new Audience(Audience.Kind.REGULATOR, "浙江"))).containsExactly("of-country", "of-region");
        assertThat(people(new Audience(Audience.Kind.REGULATOR, "江苏"))).containsExactly("of-country");
        assertThat(people(Audience.OPERATOR)).containsExactly("operator");
    }

    private long ringing(Role role, @Nullable String scope) {
        NoticeDesk desk = new NoticeDesk(lists, NOON);
        Viewer viewer = new Viewer("id", "somebody@test", "Somebody", role, Optional.ofNullable(scope), "", "");
        assertThat(desk.count(viewer, Which.ALL)).isEqualTo(desk.ringing(viewer));
        return desk.ringing(viewer);
    }

    private List<String> people(Audience audience) {
        return preferences.people(audience).stream()
                .map(PreferenceRepository.Person::accountId)
                .toList();
    }

    private void account(String id, Role role, @Nullable String scope) {
        database.execute("INSERT INTO account (id, login, display_name, role, scope, password_hash, totp_confirmed,"
                + " totp_last_step, failures, wait_until, locked, created_at) VALUES ('" + id + "', '" + id
                + "@test', 'S', '" + role + "', " + (scope == null ? "NULL" : "'" + scope + "'")
                + ", 'hash', FALSE, 0, 0, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z', FALSE,"
                + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z')");
    }
}
