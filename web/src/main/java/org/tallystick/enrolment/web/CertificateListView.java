package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.service.CertificateDesk;
import org.tallystick.enrolment.service.TerminalCard;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** Terminals' certificates by state and end; the query string is the state of the page. */
@Named("certificateList")
@RequestScoped
public class CertificateListView {
    private static final List<String> STATES = List.of("ACTIVE", "EXPIRING", "SUSPENDED", "REVOKED", "EXPIRED");

    @Inject
    private CertificateDesk desk;

    @Inject
    private ViewerView viewer;

    @Inject
    private HttpServletRequest request;

    private CertificateDesk.@Nullable Page found;

    /** A certificate in words. */
    public record Row(
            String terminal, String link, String merchant, String number, String state, String tone, Moment until) {}

    public List<Row> getRows() {
        return found().rows().stream().map(this::row).toList();
    }

    public List<String> getStates() {
        return STATES;
    }

    /** The chosen state; empty: all. */
    public String getState() {
        String asked = parameter("state");
        return STATES.contains(asked) ? asked : "";
    }

    public String getText() {
        return parameter("q");
    }

    public boolean isFiltered() {
        return !getText().isEmpty() || !getState().isEmpty();
    }

    public String getCount() {
        return texts().get("count", figure(found().total()));
    }

    public String getPlace() {
        return texts().get("page.of", figure(found().page()), figure(found().pages()));
    }

    /** Address of the page before; empty on the first. */
    public String getBefore() {
        return found().page() > 1 ? at(found().page() - 1) : "";
    }

    /** Address of the next page; empty on the last. */
    public String getAfter() {
        return found().page() < found().pages() ? at(found().page() + 1) : "";
    }

    private Row row(CertificateDesk.Row row) {
        TerminalCard.CertificateCard certificate = row.certificate();
        boolean chinese = "zh".equals(locale().getLanguage());
        return new Row(
                row.terminalNo(),
                "/" + viewer.getArea() + "/certificates/" + row.terminalNo(),
                chinese ? row.merchantZh() : row.merchantEn(),
                row.merchantNo(),
                "state." + certificate.state(),
                TerminalsView.tone(certificate),
                Moment.of(certificate.notAfter()));
    }

    private CertificateDesk.Page found() {
        CertificateDesk.Page known = found;
        if (known == null) {
            String page = parameter("page");
            int asked = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
            known = desk.list(viewer.viewer(), getText(), getState(), asked);
            found = known;
        }
        return known;
    }

    private String at(int page) {
        return "?q=" + URLEncoder.encode(getText(), StandardCharsets.UTF_8) + "&state=" + getState() + "&page=" + page;
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    private Texts texts() {
        return Texts.of("Certificates", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private static String figure(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
