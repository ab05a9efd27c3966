package org.tallystick.notices.service;

import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Notice;
import org.tallystick.notices.NoticeLink;
import org.tallystick.notices.NoticeText;
import org.tallystick.notices.service.PreferenceRepository.Person;

/**
 * An e-mail: plain text, in its reader's language.
 *
 * @param end address to which a mail program posts when its reader wants no more of them (RFC 8058)
 */
public record Letter(String subject, String text, Optional<String> end) {
    private static final int MOST = 40;

    /** That nobody can end by a press of a button. */
    public Letter(String subject, String text) {
        this(subject, text, Optional.empty());
    }

    /** @param notices at least one, the newest first */
    static Letter to(Person person, List<Notice> notices, String baseUrl) {
        NoticeText words = NoticeText.of(person.wants().language());
        String subject = notices.size() == 1
                ? words.get("mail.subject.one", words.sentence(notices.get(0)))
                : words.get("mail.subject.many", String.valueOf(notices.size()));
        StringBuilder text = new StringBuilder(words.get("mail.lead", person.name())).append("\n\n");
        for (Notice notice : notices.subList(0, Math.min(MOST, notices.size()))) {
            text.append(words.sentence(notice))
                    .append('\n')
                    .append(words.advice(notice))
                    .append('\n')
                    .append(words.get("mail.open", baseUrl + NoticeLink.of(notice)))
                    .append("\n\n");
        }
        if (notices.size() > MOST) {
            text.append(words.get("mail.more", String.valueOf(notices.size() - MOST), baseUrl + "/notices"))
                    .append("\n\n");
        }
        text.append("-- \n")
                .append(words.get("mail.foot", person.login(), baseUrl + "/notices/settings"))
                .append('\n');
        return new Letter(subject, text.toString());
    }
}
