package org.tallystick.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.complaints.ComplaintKind;
import org.tallystick.complaints.ComplaintText;
import org.tallystick.complaints.service.ComplaintReport;
import org.tallystick.shared.service.Ids;
import org.tallystick.signing.TypedText;

/** The form of a complaint: what was typed, and what is wrong with it. */
public final class ReportForm {
    private final String ticket;
    private final String kind;
    private final String text;
    private final String contact;
    private final Map<String, String> faults = new LinkedHashMap<>();

    private ReportForm(String ticket, String kind, String text, String contact) {
        this.ticket = ticket;
        this.kind = kind;
        this.text = text;
        this.contact = contact;
    }

    /** Nothing typed yet; the ticket tells this form from every other. */
    static ReportForm blank() {
        return new ReportForm(Ids.random(), "", "", "");
    }

    static ReportForm sent(HttpServletRequest request) {
        String ticket = field(request, "ticket");
        boolean known = ComplaintReport.isTicket(ticket);
        ReportForm form = new ReportForm(
                known ? ticket : Ids.random(),
                field(request, "kind"),
                TypedText.tidy(field(request, "text")),
                TypedText.tidy(field(request, "contact").replace('\n', ' ')));
        form.check(known);
        return form;
    }

    private void check(boolean known) {
        if (ComplaintKind.of(kind).isEmpty()) {
            faults.put("kind", "fault.kind");
        }
        ComplaintText.fault(text).ifPresent(fault -> faults.put("text", "fault.text." + fault));
        ComplaintText.contactFault(contact).ifPresent(fault -> faults.put("contact", "fault.contact." + fault));
        if (!known) {
            faults.put("", "fault.ticket");
        }
    }

    /** The same form with a fault of the whole. */
    ReportForm refused(String fault) {
        faults.put("", fault);
        return this;
    }

    /** What is to be opened, if nothing is wrong. */
    Optional<ComplaintReport> report(String receiptCode) {
        return faults.isEmpty()
                ? ComplaintKind.of(kind).map(k -> new ComplaintReport(receiptCode, ticket, k, text, contact))
                : Optional.empty();
    }

    public String getTicket() {
        return ticket;
    }

    public String getText() {
        return text;
    }

    public String getContact() {
        return contact;
    }

    /** Whether this kind was chosen. */
    public boolean has(String name) {
        return kind.equals(name);
    }

    public boolean isWrong(String name) {
        return faults.containsKey(name);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** Key of the words that say what is wrong with a field; {@code ""} for the form as a whole. */
    public String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
