package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Notice;
import org.tallystick.notices.Rhythm;
import org.tallystick.notices.Severity;
import org.tallystick.notices.service.LetterRepository.Claimed;
import org.tallystick.notices.service.PreferenceRepository.Person;

/** The rows of letters, each step a transaction of its own: none is open while a server is spoken to. */
@ApplicationScoped
@PermitAll
class MailDesk {
    private final LetterRepository letters;
    private final PreferenceRepository preferences;

    /**
     * A letter about to be sent.
     *
     * @param notices what is still open; what is over needs no letter
     * @param attempts the most that one of them has had
     * @param made when the newest of them was made
     */
    record Draft(Person person, List<Notice> notices, int attempts, Instant made) {
        /** That moment, or when the person's quiet hours are over, unless an alarm is among the notices that may pass. */
        Instant after(Instant moment) {
            Rhythm rhythm = person.wants().rhythm();
            boolean passes =
                    rhythm.alarmsAlways() && notices.stream().anyMatch(notice -> notice.severity() == Severity.ALARM);
            return passes
                    ? moment
                    : rhythm.quiet().map(hours -> hours.after(moment)).orElse(moment);
        }
    }

    @Inject
    MailDesk(LetterRepository letters, PreferenceRepository preferences) {
        this.letters = letters;
        this.preferences = preferences;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MailDesk() {
        this(null, null);
    }

    @Transactional
    public List<String> due(Instant now, Instant spaced) {
        return letters.due(now, spaced);
    }

    /** Empty if another server was faster, or nobody is there any more. */
    @Transactional
    public Optional<Draft> claim(String accountId, String letter, Instant now, Instant lease) {
        if (letters.claim(accountId, letter, now, lease) == 0) {
            return Optional.empty();
        }
        List<Claimed> claimed = letters.claimed(letter);
        Optional<Person> person = preferences.person(accountId);
        if (person.isEmpty()) {
            letters.end(letter, "DROPPED", now);
        }
        return person.map(one -> draft(one, claimed, now));
    }

    private static Draft draft(Person person, List<Claimed> claimed, Instant now) {
        return new Draft(
                person,
                claimed.stream()
                        .map(Claimed::notice)
                        .filter(Notice::isOpen)
                        .filter(notice -> person.wants().kinds().contains(notice.kind()))
                        .toList(),
                claimed.stream().mapToInt(Claimed::attempts).max().orElse(0),
                claimed.stream().map(Claimed::made).max(Instant::compareTo).orElse(now));
    }

    @Transactional
    public void end(String letter, String state, Instant now) {
        letters.end(letter, state, now);
    }

    @Transactional
    public void again(String letter, Instant due) {
        letters.again(letter, due);
    }
}
