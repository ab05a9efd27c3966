package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.service.CertificateDesk;
import org.tallystick.enrolment.service.ExternalCertificates;
import org.tallystick.enrolment.service.TerminalCard;
import org.tallystick.enrolment.service.TerminalCard.CertificateCard;
import org.tallystick.enrolment.service.TerminalCard.State;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** One terminal's certificates, for its institution and the operator. */
@Named("certificateFile")
@RequestScoped
public class CertificateFileView {
    @Inject
    private CertificateDesk desk;

    @Inject
    private ViewerView viewer;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ExternalCertificates external;

    private CertificateDesk.@Nullable File file;

    public TerminalCard getTerminal() {
        return file().terminal();
    }

    public String getMerchant() {
        boolean chinese =
                "zh".equals(Preferences.of(request).language().locale().getLanguage());
        return chinese ? file().merchantZh() : file().merchantEn();
    }

    public String getMerchantNo() {
        return file().merchantNo();
    }

    public String getAcquirer() {
        return file().acquirer();
    }

    public String getBack() {
        return "/" + viewer.getArea() + "/certificates";
    }

    public List<CertificateCard> getHistory() {
        return file().terminal().history();
    }

    public String tone(CertificateCard certificate) {
        return TerminalsView.tone(certificate);
    }

    public Moment moment(java.time.Instant time) {
        return Moment.of(time);
    }

    /** From when on a revoked certificate does not count. */
    public Moment ended(CertificateCard certificate) {
        return Moment.of(certificate.revocation().orElseThrow().effective());
    }

    /** Key of the words for why it was revoked. */
    public String reason(CertificateCard certificate) {
        return "reason." + certificate.revocation().orElseThrow().reason().name();
    }

    public boolean revoked(CertificateCard certificate) {
        return certificate.state() == State.REVOKED;
    }

    /** Whether a certificate signs now. */
    public boolean isSigning() {
        return getHistory().stream().anyMatch(c -> c.state() == State.ACTIVE || c.state() == State.EXPIRING);
    }

    public boolean isSuspended() {
        return getHistory().stream().anyMatch(c -> c.state() == State.SUSPENDED);
    }

    /** Whether there is anything to end, or a theft to tell of afterwards. */
    public boolean isRevocable() {
        return getHistory().stream().anyMatch(c -> c.revocation()
                .map(end -> !end.reason().isCompromise()
                        && c.series() == getTerminal().series())
                .orElse(true));
    }

    /** Whether a certificate of an authority elsewhere may be registered for the terminal. */
    public boolean isAdoptable() {
        return external.isPossible(viewer.viewer(), viewer.path("terminal"));
    }

    public List<String> getReasons() {
        return desk.reasons(viewer.viewer()).stream()
                .map(RevocationReason::name)
                .toList();
    }

    private CertificateDesk.File file() {
        CertificateDesk.File known = file;
        if (known == null) {
            known = desk.file(viewer.viewer(), viewer.path("terminal"));
            file = known;
        }
        return known;
    }
}
