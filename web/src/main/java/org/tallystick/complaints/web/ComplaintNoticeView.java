package org.tallystick.complaints.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.tallystick.access.web.ViewerView;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.service.ComplaintCases;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** That there are complaints, on other pages: navigation, dashboards, a receipt's timeline. */
@Named("complaintNotice")
@RequestScoped
public class ComplaintNoticeView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ComplaintCases cases;

    @Inject
    private ViewerView viewer;

    private long open = -1;

    /** A complaint in the timeline of its receipt. */
    public record Event(String name, String link, String state, Moment time) {}

    /** How many wait for an answer. */
    public long getOpen() {
        if (open < 0) {
            open = cases.count(viewer.viewer(), ComplaintState.OPEN);
        }
        return open;
    }

    public boolean isAny() {
        return getOpen() > 0;
    }

    /** The same in words. */
    public String getSentence() {
        return getOpen() == 0
                ? words().get("notice.none")
                : words().get("notice.open", String.format(Locale.ROOT, "%,d", getOpen()));
    }

    /** Where they are listed; where some are open, those. */
    public String getLink() {
        return "/" + viewer.getArea() + "/complaints" + (isAny() ? "?state=OPEN" : "");
    }

    /** Complaints about the receipt of a portal page. */
    public List<Event> getEvents() {
        return cases.ofReceipt(viewer.viewer(), viewer.path("number")).stream()
                .map(this::event)
                .toList();
    }

    private Event event(ComplaintHead head) {
        ComplaintRow row = ComplaintRow.of(head, viewer.getArea(), words(), locale());
        return new Event(words().get("line", row.kind()), row.link(), row.state(), row.opened());
    }

    private Texts words() {
        return Texts.of("Consumer", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
