package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.verification.Outcome;

/** The landing page: the form as it was filled in, and the answer if there is one. */
@Named("landing")
@RequestScoped
public class LandingView {
    private static final String FORM = "tallystick.lookup-form";
    private static final String ANSWER = "tallystick.lookup-answer";
    private static final String LIMITED = "limited";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Clock clock;

    static void show(HttpServletRequest request, LookupForm form) {
        request.setAttribute(FORM, form);
    }

    static void answer(HttpServletRequest request, Outcome outcome) {
        request.setAttribute(ANSWER, outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static void limit(HttpServletRequest request) {
        request.setAttribute(ANSWER, LIMITED);
    }

    public LookupForm getForm() {
        return (LookupForm) request.getAttribute(FORM);
    }

    /** Whether there is an answer, which then stands first. */
    public boolean isTitled() {
        return request.getAttribute(ANSWER) != null;
    }

    public Panel getAnswer() {
        String key = (String) request.getAttribute(ANSWER);
        Texts texts = Texts.ofPages(Preferences.of(request).language().locale());
        return new Panel(
                tone(key),
                mark(key),
                texts.get("lookup." + key),
                texts.get("lookup." + key + ".sentence"),
                Moment.of(clock.instant()),
                List.of(texts.get("lookup." + key + ".advice")),
                key.equals("unsigned"));
    }

    private static String tone(String key) {
        return switch (key) {
            case "genuine" -> "ok";
            case "unsigned" -> "warn";
            case "not-genuine" -> "bad";
            default -> "wait";
        };
    }

    private static String mark(String key) {
        return switch (key) {
            case "genuine" -> "match";
            case "unsigned" -> "lack";
            case "not-genuine" -> "differ";
            case "not-found" -> "none";
            default -> "open";
        };
    }
}
