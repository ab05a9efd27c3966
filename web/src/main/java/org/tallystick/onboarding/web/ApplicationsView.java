package org.tallystick.onboarding.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.onboarding.service.ApplicationDesk;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The institution's list of applications. */
@Named("applications")
@RequestScoped
public class ApplicationsView {
    private static final int LONGEST = 64;
    private static final String PATH = "/institution/applications";

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private ApplicationDesk desk;

    private @Nullable Map<ApplicationState, Long> counts;

    /** An application as a row. */
    public record Row(
            String number, String name, String kind, String place, int terminals, StateTag state, Moment changed) {}

    /** A state to filter by, with its count. */
    public record Filter(String name, long count, String link, boolean chosen) {}

    /** How many wait for the institution. */
    public long getWaiting() {
        return ApplicationState.WAITING.stream()
                .mapToLong(state -> counts().getOrDefault(state, 0L))
                .sum();
    }

    public List<Filter> getFilters() {
        List<Filter> filters = new ArrayList<>();
        long all = counts().values().stream().mapToLong(Long::longValue).sum();
        filters.add(new Filter(texts().get("state.all"), all, link("", 1), state().isEmpty()));
        Arrays.stream(ApplicationState.values())
                .filter(state -> state != ApplicationState.DRAFT)
                .map(state -> new Filter(
                        texts().get("state." + state),
                        counts().getOrDefault(state, 0L),
                        link(state.name(), 1),
                        state().filter(s -> s == state).isPresent()))
                .forEach(filters::add);
        return filters;
    }

    public List<Row> getRows() {
        return desk.list(viewers.viewer(), state(), getText(), page() - 1).stream()
                .map(ApplicationsView::row)
                .toList();
    }

    public long getCount() {
        return desk.count(viewers.viewer(), state(), getText());
    }

    /** Whether there has never been one. */
    public boolean isUntouched() {
        return counts().isEmpty();
    }

    public String getText() {
        String text = BusinessForm.text(request, "q");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    public String getState() {
        return state().map(ApplicationState::name).orElse("");
    }

    /** Address of the page before, or empty. */
    public String getBefore() {
        return page() > 1 ? link(getState(), page() - 1) : "";
    }

    /** Address of the page after, or empty. */
    public String getAfter() {
        return (long) page() * ApplicationDesk.ROWS < getCount() ? link(getState(), page() + 1) : "";
    }

    private static Row row(MerchantApplication application) {
        return new Row(
                application.number(),
                application.business().name(),
                application.kind().name(),
                application.business().region() + " " + application.business().city(),
                application.business().terminals(),
                StateTag.of(application.state()),
                Moment.of(Instant.ofEpochMilli(application.changedAt())));
    }

    private String link(String state, int page) {
        String text = getText().isEmpty() ? "" : "&q=" + URLEncoder.encode(getText(), StandardCharsets.UTF_8);
        String query = (state.isEmpty() ? "" : "&state=" + state) + text + (page > 1 ? "&page=" + page : "");
        return query.isEmpty() ? PATH : PATH + "?" + query.substring(1);
    }

    private int page() {
        String page = BusinessForm.text(request, "page");
        return page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
    }

    private Optional<ApplicationState> state() {
        return Arrays.stream(ApplicationState.values())
                .filter(state -> state != ApplicationState.DRAFT && state.name().equals(request.getParameter("state")))
                .findFirst();
    }

    private Map<ApplicationState, Long> counts() {
        if (counts == null) {
            counts = desk.counts(viewers.viewer());
        }
        return counts;
    }

    private Texts texts() {
        return Texts.of("Onboarding", Preferences.of(request).language().locale());
    }
}
