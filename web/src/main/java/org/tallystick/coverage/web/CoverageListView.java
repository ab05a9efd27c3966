package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseQuery.Which;
import org.tallystick.coverage.CauseCount;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Preferences;
import org.tallystick.signing.Cause;

/** Cases as lists: a shop's by cause, everybody else's in one table. The address holds what is chosen. */
@Named("coverageList")
@RequestScoped
public class CoverageListView {
    private static final int FIRST = 5;

    @Inject
    private HttpServletRequest request;

    @Inject
    private CoverageCases cases;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable List<CauseCount> counts;
    private @Nullable List<CaseHead> found;

    /** A choice above the list. */
    public record Choice(String name, String count, String link, boolean chosen) {}

    /**
     * Cases of one cause.
     *
     * @param code of the cause
     * @param sum how many, and how much
     * @param why what happened and what to do
     * @param explains whether one explanation may serve all
     * @param more address of the rest; empty if there is none
     */
    public record Group(
            String code,
            String tone,
            String icon,
            String name,
            String sum,
            String why,
            boolean explains,
            List<CaseRow> rows,
            String more) {}

    /** All cases, and those of each cause. */
    public List<Choice> getChoices() {
        List<Choice> choices = new ArrayList<>();
        CaseQuery every = query(Optional.empty());
        choices.add(new Choice(
                words().get("all"),
                Figures.of(sum()),
                path() + CaseParameters.link(every),
                asked().cause().isEmpty()));
        for (CauseCount count : counts()) {
            choices.add(new Choice(
                    words().cause(count.cause()),
                    Figures.of(count.cases()),
                    path() + CaseParameters.link(every.of(count.cause())),
                    asked().cause().filter(count.cause()::equals).isPresent()));
        }
        return choices;
    }

    /** Open ones, overdue ones, those remedied since, all. */
    public List<Choice> getWhich() {
        return Arrays.stream(Which.values())
                .map(which -> new Choice(
                        words().get("which." + which.name().toLowerCase(Locale.ROOT)),
                        "",
                        path() + CaseParameters.link(asked().of(which)),
                        which == asked().which()))
                .toList();
    }

    /** A shop's worklist. */
    public List<Group> getGroups() {
        List<Group> groups = new ArrayList<>();
        for (CauseCount count : counts()) {
            boolean chosen = asked().cause().filter(count.cause()::equals).isPresent();
            if (chosen || asked().cause().isEmpty()) {
                groups.add(group(count, chosen));
            }
        }
        return groups;
    }

    private Group group(CauseCount count, boolean chosen) {
        List<CaseHead> all = chosen ? found() : cases.find(viewer.viewer(), asked().of(count.cause()));
        List<CaseHead> shown = chosen ? all : all.stream().limit(FIRST).toList();
        String sums = words().sums(count.sums());
        String many = words().get("cases", Figures.of(count.cases()));
        return new Group(
                count.cause().code(),
                Wording.tone(CauseTable.group(count.cause())),
                Wording.icon(CauseTable.group(count.cause())),
                words().cause(count.cause()),
                sums.isEmpty() ? many : words().get("cases.sum", Figures.of(count.cases()), sums),
                why(count),
                count.cases() > 1 && CauseTable.byHand(count.cause(), Set.of()).contains(Remedy.EXPLAINED),
                shown.stream().map(this::row).toList(),
                !chosen && count.cases() > FIRST ? path() + CaseParameters.link(asked().of(count.cause())) : "");
    }

    private String why(CauseCount count) {
        String own = "why." + count.cause().code();
        return words().texts().has(own) ? words().get(own) : words().get("why." + CauseTable.group(count.cause()));
    }

    public List<CaseRow> getRows() {
        return found().stream().map(this::row).toList();
    }

    public boolean isFound() {
        return sum() > 0;
    }

    /** Whether another choice may have something. */
    public boolean isNarrowed() {
        return !asked().equals(CaseQuery.OPEN);
    }

    /** Whether the viewer sees several shops. */
    public boolean isAcross() {
        return !viewer.viewer().role().isMerchant();
    }

    public String getTotal() {
        List<Money> sums =
                counts().stream().flatMap(count -> count.sums().stream()).toList();
        String many = Figures.of(sum());
        return sums.isEmpty() ? words().get("cases", many) : words().get("cases.sum", many, words().sums(added(sums)));
    }

    private static List<Money> added(List<Money> sums) {
        var byCurrency = new TreeMap<String, Money>();
        sums.forEach(sum -> byCurrency.merge(
                sum.currency().getCurrencyCode(),
                sum,
                (a, b) -> new Money(a.minorUnits() + b.minorUnits(), a.currency())));
        return List.copyOf(byCurrency.values());
    }

    private long sum() {
        return counts().stream().mapToLong(CauseCount::cases).sum();
    }

    public String getPath() {
        return path();
    }

    public String getText() {
        return asked().text();
    }

    /** Address of the same list as a file. */
    public String getFile() {
        return path() + ".csv" + CaseParameters.link(asked().onPage(0));
    }

    /** Address of the page before, or empty. */
    public String getBefore() {
        return asked().page() > 0 ? path() + CaseParameters.link(asked().onPage(asked().page() - 1)) : "";
    }

    /** Address of the next page, or empty. */
    public String getAfter() {
        // A shop's list by cause shows the first of each cause; only one cause, or everybody else's table, has pages.
        boolean paged = isAcross() || asked().cause().isPresent();
        boolean more = paged && (long) (asked().page() + 1) * CaseQuery.ROWS < cases.count(viewer.viewer(), asked());
        return more ? path() + CaseParameters.link(asked().onPage(asked().page() + 1)) : "";
    }

    private CaseRow row(CaseHead head) {
        return CaseRow.of(head, viewer.getArea(), words(), clock.instant());
    }

    private List<CauseCount> counts() {
        if (counts == null) {
            counts = cases.causes(viewer.viewer(), query(Optional.empty()));
        }
        return counts;
    }

    private List<CaseHead> found() {
        if (found == null) {
            found = cases.find(viewer.viewer(), asked());
        }
        return found;
    }

    private CaseQuery asked() {
        return CaseParameters.of(request);
    }

    private CaseQuery query(Optional<Cause> cause) {
        CaseQuery q = asked();
        return new CaseQuery(cause, q.group(), q.which(), q.text(), q.from(), q.to(), 0);
    }

    private String path() {
        return "/" + viewer.getArea() + "/unsigned";
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
