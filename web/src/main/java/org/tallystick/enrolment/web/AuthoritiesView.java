package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.service.CertificateDesk;
import org.tallystick.enrolment.service.ExternalAuthorities;
import org.tallystick.enrolment.service.ExternalAuthorities.Institution;
import org.tallystick.enrolment.service.ExternalAuthorities.Row;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** Authorities elsewhere that may certify terminals, and their revocation lists. */
@Named("authorities")
@RequestScoped
public class AuthoritiesView {
    @Inject
    private ExternalAuthorities authorities;

    @Inject
    private CertificateDesk desk;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable List<Row> rows;

    public List<Row> getAll() {
        List<Row> known = rows;
        if (known == null) {
            known = authorities.all(viewer.viewer());
            rows = known;
        }
        return known;
    }

    /** Those whose trust can end. */
    public List<Row> getTrusted() {
        return getAll().stream().filter(row -> row.endedAt().isEmpty()).toList();
    }

    public List<Institution> getInstitutions() {
        return authorities.institutions(viewer.viewer());
    }

    public String name(Institution institution) {
        boolean chinese =
                "zh".equals(Preferences.of(request).language().locale().getLanguage());
        return chinese ? institution.nameZh() : institution.nameEn();
    }

    /** Whether the institution was ticked before something was found wrong. */
    public boolean ticked(Institution institution) {
        String[] typed = request.getParameterValues("institutions");
        return typed != null && Arrays.asList(typed).contains(institution.code());
    }

    public List<String> getReasons() {
        return desk.reasons(viewer.viewer()).stream()
                .map(RevocationReason::name)
                .toList();
    }

    public Moment moment(Instant time) {
        return Moment.of(time);
    }

    public @Nullable Moment ended(Row row) {
        return moment(row.endedAt());
    }

    public @Nullable Moment listUntil(Row row) {
        return moment(row.listUntil());
    }

    public @Nullable Moment tried(Row row) {
        return moment(row.triedAt());
    }

    /** Whether later revocations would not be known: there is no list, or it is too old. */
    public boolean stale(Row row) {
        return row.endedAt().isEmpty()
                && row.listUntil().filter(clock.instant()::isBefore).isEmpty();
    }

    /** Key of the words for what was wrong with the list at the last try; empty if nothing was. */
    public String fault(Row row) {
        return row.fault().map(why -> "fault." + AuthoritiesAction.key(why)).orElse("");
    }

    private static @Nullable Moment moment(Optional<Instant> time) {
        return time.map(Moment::of).orElse(null);
    }
}
