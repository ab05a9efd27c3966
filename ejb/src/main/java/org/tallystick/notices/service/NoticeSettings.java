package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.tallystick.access.Viewer;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.NoticePreference;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** What the viewer wants letters about, and when. */
@ApplicationScoped
@PermitAll
public class NoticeSettings {
    private final PreferenceRepository preferences;
    private final NoticeListRepository accounts;
    private final LetterRepository letters;
    private final MailSettings mail;
    private final Clock clock;

    @Inject
    NoticeSettings(
            PreferenceRepository preferences,
            NoticeListRepository accounts,
            LetterRepository letters,
            MailSettings mail,
            Clock clock) {
        this.preferences = preferences;
        this.accounts = accounts;
        this.letters = letters;
        this.mail = mail;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NoticeSettings() {
        this(null, null, null, null, null);
    }

    public NoticePreference of(Viewer viewer) {
        return preferences.person(viewer.accountId()).orElseThrow().wants();
    }

    /** What the viewer can be told of. */
    public List<NoticeKind> kinds(Viewer viewer) {
        return Audience.of(viewer)
                .map(audience -> NoticeKind.of(audience.kind()))
                .orElse(List.of());
    }

    /** Whether this platform writes letters at all. */
    public boolean writesLetters() {
        return mail.isConfigured();
    }

    /** Letters to the viewer that could not be sent in all the time it was tried. */
    public long givenUp(Viewer viewer) {
        return letters.givenUp(viewer.accountId());
    }

    /**
     * Chooses anew; what waits already is written when the new choice says.
     *
     * @throws Problem member-invalid, {@code kinds}, for what the viewer is never told of
     */
    @Transactional
    public void save(Viewer viewer, NoticePreference wants) {
        Set<NoticeKind> possible = Set.copyOf(kinds(viewer));
        if (!possible.containsAll(wants.kinds())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "kinds", "holds one that your role is not told of");
        }
        accounts.lock(viewer.accountId());
        preferences.save(viewer.accountId(), wants);
        letters.reschedule(viewer.accountId(), wants, clock.instant());
    }
}
