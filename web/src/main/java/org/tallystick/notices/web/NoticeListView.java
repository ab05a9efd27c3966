package org.tallystick.notices.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.notices.Notice;
import org.tallystick.notices.NoticeLink;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.notices.NoticeQuery.Which;
import org.tallystick.notices.NoticeText;
import org.tallystick.notices.SeenNotice;
import org.tallystick.notices.Severity;
import org.tallystick.notices.service.NoticeDesk;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** What the viewer was told, and for the header how much of it rings. The address holds what is chosen. */
@Named("noticeList")
@RequestScoped
public class NoticeListView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private NoticeDesk desk;

    private @Nullable Long ringing;
    private @Nullable Long count;

    /** A choice above the list. */
    public record Choice(String name, String link, boolean chosen) {}

    /**
     * A notice in words.
     *
     * @param settled when it was over, or null
     */
    public record Row(
            String id,
            boolean unread,
            String kind,
            String tone,
            String icon,
            String sentence,
            String advice,
            String link,
            Moment told,
            @Nullable Moment settled) {}

    /** How many ring; 0 for strangers and consumers. */
    public long getRinging() {
        if (ringing == null) {
            ringing = viewer.isSignedIn() ? desk.ringing(viewer.viewer()) : 0;
        }
        return ringing;
    }

    /** The number on the bell. */
    public String getCount() {
        return getRinging() >= NoticeDesk.MOST_RINGING
                ? NoticeDesk.MOST_RINGING - 1 + "+"
                : Long.toString(getRinging());
    }

    /** What the bell says. */
    public String getBell() {
        return getRinging() > 0 ? texts().get("bell.ringing", getCount()) : texts().get("title");
    }

    public List<Choice> getChoices() {
        return Arrays.stream(Which.values())
                .map(which -> new Choice(
                        texts().get("which." + which), path(new NoticeQuery(which, 0)), which == query().which()))
                .toList();
    }

    public List<Row> getRows() {
        NoticeText words = NoticeText.of(locale());
        return desk.list(viewer.viewer(), query()).stream()
                .map(seen -> row(seen, words))
                .toList();
    }

    public boolean isFound() {
        return count() > 0;
    }

    /** Whether another choice may have something. */
    public boolean isNarrowed() {
        return query().which() != Which.ALL;
    }

    /** Name of the choice, for forms that come back to it. */
    public String getWhich() {
        return query().which().name().toLowerCase(Locale.ROOT);
    }

    /** Address of the page before, or empty. */
    public String getBefore() {
        return query().page() > 0 ? path(new NoticeQuery(query().which(), query().page() - 1)) : "";
    }

    /** Address of the next page, or empty. */
    public String getAfter() {
        boolean more = (long) (query().page() + 1) * NoticeQuery.ROWS < count();
        return more ? path(new NoticeQuery(query().which(), query().page() + 1)) : "";
    }

    /** Where the viewer's organisation has its webhooks; empty for whoever has none. */
    public String getWebhooks() {
        if (viewer.may("MERCHANT_WEBHOOKS")) {
            return "/merchant/webhooks";
        }
        return viewer.may("INSTITUTION_WEBHOOKS") ? "/institution/webhooks" : "";
    }

    private Row row(SeenNotice seen, NoticeText words) {
        Notice notice = seen.notice();
        boolean open = notice.isOpen();
        return new Row(
                notice.id(),
                seen.unread() && open,
                words.name(notice.kind()),
                open ? tone(notice.severity()) : "ok",
                open ? icon(notice.severity()) : "check",
                words.sentence(notice),
                open ? words.advice(notice) : "",
                NoticeLink.of(notice),
                Moment.of(notice.told()),
                notice.settled().map(Moment::of).orElse(null));
    }

    private static String tone(Severity severity) {
        return switch (severity) {
            case INFO -> "wait";
            case WARNING -> "warn";
            case ALARM -> "bad";
        };
    }

    private static String icon(Severity severity) {
        return switch (severity) {
            case INFO -> "info";
            case WARNING -> "alert";
            case ALARM -> "flag";
        };
    }

    private NoticeQuery query() {
        String which = request.getParameter("which");
        String page = request.getParameter("page");
        return new NoticeQuery(
                Which.of(which == null ? "" : which),
                page != null && page.matches("[0-9]{1,4}") ? Integer.parseInt(page) : 0);
    }

    static String path(NoticeQuery query) {
        return "/notices?which=" + query.which().name().toLowerCase(Locale.ROOT)
                + (query.page() > 0 ? "&page=" + query.page() : "");
    }

    private long count() {
        if (count == null) {
            count = desk.count(viewer.viewer(), query().which());
        }
        return count;
    }

    private Texts texts() {
        return Texts.of("Notices", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
