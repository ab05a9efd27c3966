package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.service.IssuedCode;
import org.tallystick.enrolment.service.TerminalCard;
import org.tallystick.enrolment.service.TerminalCard.CertificateCard;
import org.tallystick.enrolment.service.TerminalDesk;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.QrCode;

/** A merchant's terminals, and one of them: rows, certificate, and the enrolment code that was just made. */
@Named("terminals")
@RequestScoped
public class TerminalsView {
    static final String CODE = "tallystick.issued-code";

    @Inject
    private TerminalDesk desk;

    @Inject
    private ViewerView viewer;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Settings settings;

    private @Nullable TerminalCard card;

    public List<TerminalCard> getAll() {
        return desk.list(viewer.viewer());
    }

    /** The terminal that the page's path names. */
    public TerminalCard getOne() {
        TerminalCard known = card;
        if (known == null) {
            known = desk.card(viewer.viewer(), viewer.path("terminal"));
            card = known;
        }
        return known;
    }

    /** Tone of a terminal's or certificate's tag: ok, warn, bad or wait. */
    public String tone(TerminalCard terminal) {
        return terminal.certificate()
                .filter(c -> terminal.enrolled())
                .map(TerminalsView::tone)
                .orElse("wait");
    }

    /** Key of its word: state.ACTIVE … or state.NONE before enrolment. */
    public String state(TerminalCard terminal) {
        return terminal.certificate()
                .filter(c -> terminal.enrolled())
                .map(c -> "state." + c.state())
                .orElse("state.NONE");
    }

    public static String tone(CertificateCard certificate) {
        return switch (certificate.state()) {
            case ACTIVE -> "ok";
            case EXPIRING, SUSPENDED -> "warn";
            case REVOKED, EXPIRED -> "bad";
        };
    }

    public String icon(TerminalCard terminal) {
        return switch (tone(terminal)) {
            case "ok" -> "check";
            case "bad" -> "ban";
            case "warn" -> "cert";
            default -> "clock";
        };
    }

    public @Nullable Moment seen(TerminalCard terminal) {
        return terminal.lastSeen().map(Moment::of).orElse(null);
    }

    public @Nullable Moment until(TerminalCard terminal) {
        return terminal.certificate().map(c -> Moment.of(c.notAfter())).orElse(null);
    }

    public @Nullable Moment codeUntil(TerminalCard terminal) {
        return terminal.codeExpires().map(Moment::of).orElse(null);
    }

    public static Moment moment(java.time.Instant time) {
        return Moment.of(time);
    }

    public boolean isSignable() {
        return getOne().certificate()
                .filter(c -> c.state() == TerminalCard.State.ACTIVE || c.state() == TerminalCard.State.EXPIRING)
                .isPresent();
    }

    public boolean isSuspended() {
        return getOne().certificate()
                .filter(c -> c.state() == TerminalCard.State.SUSPENDED)
                .isPresent();
    }

    /** Reasons that a merchant may give. */
    public List<String> getReasons() {
        return Arrays.asList(
                RevocationReason.KEY_COMPROMISE.name(),
                RevocationReason.CESSATION_OF_OPERATION.name(),
                RevocationReason.SUPERSEDED.name());
    }

    /** Whether a code was just made: the third step. */
    public boolean isCodeMade() {
        return request.getAttribute(CODE) != null;
    }

    public String getCode() {
        return code().code();
    }

    public Moment getCodeExpires() {
        return Moment.of(code().expires());
    }

    /** Address, number and code for a terminal that can read them from a screen. */
    public String getQr() {
        return QrCode.of(uri()).path();
    }

    public int getQrSize() {
        return QrCode.of(uri()).size();
    }

    public String getServer() {
        return settings.baseUrl();
    }

    private String uri() {
        return "tallystick://enrol?server=" + settings.baseUrl() + "&terminal=" + code().terminalNo() + "&code="
                + code().code();
    }

    private IssuedCode code() {
        return (IssuedCode) request.getAttribute(CODE);
    }
}
