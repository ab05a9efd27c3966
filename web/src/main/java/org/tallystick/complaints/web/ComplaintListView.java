package org.tallystick.complaints.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.complaints.ComplaintList;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.service.ComplaintCases;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The list of complaints in the portal; the address holds state and page. */
@Named("complaintList")
@RequestScoped
public class ComplaintListView {
    private static final int MOST_PAGES = 10_000;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ComplaintCases cases;

    @Inject
    private ViewerView viewer;

    private @Nullable ComplaintList list;

    /** A choice of states. */
    public record Choice(String name, String link, boolean chosen) {}

    public List<Choice> getChoices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(words().get("list.all"), path(), state().isEmpty()));
        for (ComplaintState state : ComplaintState.values()) {
            choices.add(new Choice(
                    words().get("state." + state),
                    path() + "?state=" + state,
                    state().filter(state::equals).isPresent()));
        }
        return choices;
    }

    public List<ComplaintRow> getRows() {
        return list().rows().stream()
                .map(head -> ComplaintRow.of(head, viewer.getArea(), words(), locale()))
                .toList();
    }

    public boolean isFound() {
        return !list().rows().isEmpty();
    }

    /** Whether the list is one of a state, so that another may have something. */
    public boolean isNarrowed() {
        return state().isPresent() || list().page() > 0;
    }

    public String getCount() {
        return words().get("list.count", String.format(Locale.ROOT, "%,d", list().count()));
    }

    /** Whether the viewer sees complaints about several merchants. */
    public boolean isAcross() {
        return !viewer.viewer().role().isMerchant();
    }

    public String getPath() {
        return path();
    }

    /** Address of the page before, or empty. */
    public String getBefore() {
        return list().page() > 0 ? address(list().page()) : "";
    }

    /** Address of the next page, or empty. */
    public String getAfter() {
        return list().hasMore() ? address(list().page() + 2) : "";
    }

    private String address(int page) {
        return path() + "?" + state().map(s -> "state=" + s + "&").orElse("") + "page=" + page;
    }

    private String path() {
        return "/" + viewer.getArea() + "/complaints";
    }

    private ComplaintList list() {
        if (list == null) {
            list = cases.list(viewer.viewer(), state(), page());
        }
        return list;
    }

    private Optional<ComplaintState> state() {
        return Optional.ofNullable(request.getParameter("state")).flatMap(ComplaintState::of);
    }

    private int page() {
        String page = request.getParameter("page");
        return page != null && page.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(page), MOST_PAGES) - 1 : 0;
    }

    private Texts words() {
        return Texts.of("Consumer", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
