package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.TerminalFacts;
import org.tallystick.enrolment.TerminalFacts.State;
import org.tallystick.enrolment.service.TerminalLookups;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** Is this terminal genuine? */
@Named("genuine")
@RequestScoped
public class GenuineView {
    private static final int LONGEST = 24;

    @Inject
    private HttpServletRequest request;

    @Inject
    private TerminalLookups terminals;

    @Inject
    private Clock clock;

    private @Nullable Optional<TerminalFacts> found;

    /** As typed. */
    public String getTerminal() {
        String value = request.getParameter("terminal");
        String text = value == null ? "" : value.strip();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    public boolean isAsked() {
        return !getTerminal().isEmpty();
    }

    public boolean isWrong() {
        return isAsked() && !TerminalLookups.isNumber(number());
    }

    public boolean isFound() {
        return found().isPresent();
    }

    /** {@code valid}, {@code expired}, {@code suspended}, {@code revoked}, {@code none} or {@code unknown}. */
    public String getKey() {
        return found().map(f -> f.state().name().toLowerCase(Locale.ROOT)).orElse("unknown");
    }

    public String getTone() {
        return found().map(f -> switch (f.state()) {
                    case VALID -> "ok";
                    case REVOKED -> "bad";
                    case EXPIRED, SUSPENDED, NONE -> "warn";
                })
                .orElse("wait");
    }

    public String getMark() {
        return found().map(f -> f.state() == State.VALID ? "match" : "lack").orElse("none");
    }

    public String getNumber() {
        return number();
    }

    public String getMerchant() {
        return found().map(f -> isChinese() ? f.merchantZh() : f.merchantEn()).orElse("");
    }

    public String getAcquirer() {
        return found().map(f -> isChinese() ? f.acquirerZh() : f.acquirerEn()).orElse("");
    }

    public String getCity() {
        return found().map(TerminalFacts::city).orElse("");
    }

    /** Day on which the certificate ends or ended; empty where that says nothing. */
    public String getUntil() {
        return found().flatMap(TerminalFacts::until)
                .map(time -> Moment.of(time).day())
                .orElse("");
    }

    /** {@code day}, {@code week}, {@code longer} or {@code never}. */
    public String getHeard() {
        return found().map(f -> f.heard().name().toLowerCase(Locale.ROOT)).orElse("never");
    }

    /** When this was looked up: the answer is of this moment. */
    public Moment getNow() {
        return Moment.of(clock.instant());
    }

    private Optional<TerminalFacts> found() {
        if (found == null) {
            found = isAsked() && !isWrong() ? terminals.find(number()) : Optional.empty();
        }
        return found;
    }

    private String number() {
        return Normalizer.normalize(getTerminal(), Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
    }

    private boolean isChinese() {
        return Preferences.of(request).language().locale().getLanguage().equals("zh");
    }
}
