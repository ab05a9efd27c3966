package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.notices.Audience;
import org.tallystick.notices.Digest;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.QuietHours;
import org.tallystick.notices.Rhythm;

/** What people want letters about. */
@ApplicationScoped
class PreferenceRepository {
    private static final String SELECT = "SELECT a.id, a.login, a.display_name, a.role, p.language, p.kinds, p.digest,"
            + " p.quiet_from, p.quiet_to, p.alarms_always, x.address, l.language FROM account a"
            + " LEFT JOIN account_language l ON l.account_id = a.id"
            + " LEFT JOIN notice_preference p ON p.account_id = a.id"
            + " LEFT JOIN notice_address x ON x.account_id = a.id AND x.confirmed";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Somebody who may be written to. @param address where; empty: nowhere */
    record Person(
            String accountId, String login, String name, Role role, NoticePreference wants, Optional<String> address) {}

    /** Empty for whoever is locked out: nothing is sent after somebody who has left. */
    Optional<Person> person(String accountId) {
        return Rows.of(
                        NoticeRepository.bound(em, SELECT + " WHERE a.id = ?1 AND NOT a.locked", accountId)
                                .getResultList(),
                        PreferenceRepository::person)
                .stream()
                .findFirst();
    }

    /**
     * Everybody of an audience who can sign in. Regulators without a region belong to every region, and what concerns no region
     * concerns every regulator.
     */
    List<Person> people(Audience audience) {
        List<String> roles = Arrays.stream(Role.values())
                .filter(role ->
                        Audience.of(role).filter(audience.kind()::equals).isPresent())
                .map(Enum::name)
                .toList();
        String sql = SELECT + " WHERE a.role IN (?1, ?2) AND (a.scope = ?3 OR a.scope IS NULL"
                + " OR (?3 = '' AND a.role = 'REGULATOR')) AND NOT a.locked AND a.password_hash IS NOT NULL ORDER BY a.id";
        return Rows.of(
                NoticeRepository.bound(em, sql, roles.get(0), roles.get(roles.size() - 1), audience.scope())
                        .getResultList(),
                PreferenceRepository::person);
    }

    /** The caller holds the account's row. */
    void save(String accountId, NoticePreference wants) {
        NoticeRepository.bound(em, "DELETE FROM notice_preference WHERE account_id = ?1", accountId)
                .executeUpdate();
        Optional<QuietHours> quiet = wants.rhythm().quiet();
        NoticeRepository.bound(
                        em,
                        "INSERT INTO notice_preference (account_id, language, kinds, digest, quiet_from, quiet_to,"
                                + " alarms_always) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        accountId,
                        wants.language().toLanguageTag(),
                        NoticeKind.text(wants.kinds()),
                        wants.rhythm().digest().name(),
                        quiet.map(hours -> minutes(hours.from())).orElse(-1),
                        quiet.map(hours -> minutes(hours.to())).orElse(-1),
                        wants.rhythm().alarmsAlways())
                .executeUpdate();
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static Person person(Object[] row) {
        Role role = Role.valueOf(Rows.text(row[3]));
        return new Person(
                Rows.text(row[0]),
                Rows.text(row[1]),
                Rows.text(row[2]),
                role,
                row[4] == null ? NoticePreference.initial(role, read(row[11])) : wants(row),
                row[10] == null ? NoticePreference.address(Rows.text(row[1])) : Optional.of(Rows.text(row[10])));
    }

    /** In which language somebody reads the pages; Chinese for whoever has not opened one. */
    private static Locale read(@Nullable Object language) {
        return language == null ? Locale.SIMPLIFIED_CHINESE : Locale.forLanguageTag(Rows.text(language));
    }

    private static NoticePreference wants(Object[] row) {
        long from = Rows.number(row[7]);
        long to = Rows.number(row[8]);
        return new NoticePreference(
                Locale.forLanguageTag(Rows.text(row[4])),
                NoticeKind.parse(Rows.text(row[5])),
                new Rhythm(
                        Digest.valueOf(Rows.text(row[6])),
                        from < 0
                                ? Optional.empty()
                                : Optional.of(new QuietHours(
                                        LocalTime.ofSecondOfDay(from * 60), LocalTime.ofSecondOfDay(to * 60))),
                        (Boolean) row[9]));
    }
}
