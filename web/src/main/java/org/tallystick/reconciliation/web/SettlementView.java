package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.reconciliation.UnsettledReceipt;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.reconciliation.service.SettlementLists;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.work.service.WorkDesk;
import org.tallystick.work.web.WorkLine;

/** One settlement file: its figures and one of its lists. The address holds the list and where its page begins. */
@Named("settlement")
@RequestScoped
public class SettlementView {
    private static final int ROWS = 50;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private SettlementDesk desk;

    @Inject
    private SettlementLists lists;

    @Inject
    private WorkDesk works;

    @Inject
    private Clock clock;

    private @Nullable SettlementFile file;
    private @Nullable Long missing;
    private @Nullable String next;
    private @Nullable List<ListedRow> rows;
    private @Nullable List<BadLine> faults;

    /** A list that can be chosen. */
    public record Choice(String name, String count, String link, boolean chosen) {}

    /** A bad line. */
    public record BadLine(String line, String what, String value) {}

    public FileLine getHead() {
        return new FileLine(file(), viewer.getArea(), words());
    }

    public String getPath() {
        return "/" + viewer.getArea() + "/settlements";
    }

    /** One sentence about the state. */
    public String getMeaning() {
        boolean reading = file().state() == SettlementState.STAGED && (file().reading() || isWorking());
        return file().state() == SettlementState.REFUSED
                ? words().refusal(file())
                : words().get("state." + file().state() + (reading ? ".reading" : ".why"));
    }

    public String getBy() {
        return words().get("by", file().uploadedBy());
    }

    public String getFormat() {
        return file().format().map(f -> words().get("format." + f)).orElse("");
    }

    public String getDeclared() {
        return file().declared()
                .map(p -> words().get("declared", p.from(), p.to()))
                .orElse("");
    }

    public boolean isPartial() {
        return file().partial();
    }

    public boolean isActive() {
        return file().isActive();
    }

    public boolean isStaged() {
        return file().state() == SettlementState.STAGED;
    }

    /** Whether it is staged and nothing is going on, so that it may be read or dropped. */
    public boolean isIdle() {
        return isStaged() && !file().reading() && !isWorking();
    }

    /** Whether the page looks again by itself. */
    public boolean isLive() {
        return isStaged() && !isIdle() && request.getParameter("still") == null;
    }

    /** The long work that reads it, for whoever started that; null for others. */
    public @Nullable WorkLine getWork() {
        if (file().work().isEmpty() || !isStaged()) {
            return null;
        }
        try {
            return new WorkLine(works.find(viewer.viewer(), file().work()), clock.millis(), words().locale());
        } catch (Problem e) {
            return null;
        }
    }

    public String getRead() {
        return words().get(
                        "read",
                        figure(file().counts().rows()),
                        figure(file().counts().faults()));
    }

    public String getMatched() {
        return figure(file().counts().matched() + file().counts().differing());
    }

    /** Share of all rows that have a receipt, in whole per cent, rounded down: 100 means all. */
    public String getShare() {
        SettlementFile.Counts c = file().counts();
        return c.rows() == 0 ? "0" : String.valueOf((c.matched() + c.differing()) * 100 / c.rows());
    }

    public String getOpen() {
        return figure(file().counts().withoutReceipt());
    }

    public String getDiffering() {
        return figure(file().counts().differing());
    }

    public String getMissing() {
        return figure(missing());
    }

    /** Nothing at all has a receipt: as a rule the columns, the day or the institution are wrong. */
    public boolean isSuspicious() {
        SettlementFile.Counts c = file().counts();
        return file().isActive() && c.rows() >= 5 && c.matched() + c.differing() == 0;
    }

    public boolean isListed() {
        return isActive() || file().counts().faults() > 0;
    }

    public List<Choice> getChoices() {
        return Arrays.stream(FileLists.values())
                .filter(this::isOffered)
                .map(list -> new Choice(
                        words().get("list." + list),
                        figure(list.count(file().counts(), missing())),
                        getHead().getLink() + "?show=" + list.key(),
                        list == shown()))
                .toList();
    }

    public String getExplained() {
        return words().get("list." + shown() + ".why");
    }

    public boolean isFaultList() {
        return shown() == FileLists.FAULTS;
    }

    public boolean isOfReceipts() {
        return shown() == FileLists.MISSING;
    }

    public List<ListedRow> getRows() {
        if (rows == null) {
            rows = isFaultList() || !isActive() ? List.of() : isOfReceipts() ? receipts() : rows();
        }
        return rows;
    }

    public List<BadLine> getFaults() {
        if (faults == null) {
            long from = number("after");
            List<RowFault> found = lists.faults(viewer.viewer(), file(), from, ROWS + 1);
            next = found.size() > ROWS ? String.valueOf(from + ROWS) : "";
            faults = found.subList(0, Math.min(ROWS, found.size())).stream()
                    .map(f -> new BadLine(figure(f.line()), words().fault(f), f.value()))
                    .toList();
        }
        return faults;
    }

    public boolean isBlank() {
        return shown().count(file().counts(), missing()) == 0;
    }

    /** Address of the page after this one; to be asked after the rows. */
    public String getAfter() {
        return next == null || next.isEmpty() ? "" : getHead().getLink() + "?show=" + shown().key() + "&after=" + next;
    }

    public String getExport() {
        return "/" + viewer.getArea() + "/settlement-files/" + file().number() + "/" + shown().key() + ".csv";
    }

    public Moment getChanged() {
        return Moment.of(file().changedAt());
    }

    private List<ListedRow> rows() {
        List<SettledLine> found = lists.lines(viewer.viewer(), file(), shown().results(), number("after"), ROWS + 1);
        List<SettledLine> page = found.subList(0, Math.min(ROWS, found.size()));
        next = found.size() > ROWS ? String.valueOf(page.get(ROWS - 1).row().line()) : "";
        return page.stream().map(line -> ListedRow.of(line, words())).toList();
    }

    private List<ListedRow> receipts() {
        Optional<UnsettledReceipt> after = Optional.ofNullable(ListedRow.after(text("after")));
        List<UnsettledReceipt> found = lists.missing(viewer.viewer(), file(), after, ROWS + 1);
        List<UnsettledReceipt> page = found.subList(0, Math.min(ROWS, found.size()));
        next = found.size() > ROWS ? ListedRow.cursor(page.get(ROWS - 1)) : "";
        return page.stream().map(receipt -> ListedRow.of(receipt, words())).toList();
    }

    private FileLists shown() {
        return FileLists.named(text("show"))
                .filter(this::isOffered)
                .orElse(isOffered(FileLists.UNMATCHED) ? FileLists.UNMATCHED : FileLists.FAULTS);
    }

    /** The operator sees no receipts. */
    private boolean isOffered(FileLists list) {
        return list == FileLists.FAULTS || isActive() && viewer.viewer().role() == Role.INSTITUTION_OFFICER;
    }

    private boolean isWorking() {
        WorkLine work = getWork();
        return work != null && !work.isOver();
    }

    private long missing() {
        if (missing == null) {
            missing = isActive() ? lists.countMissing(viewer.viewer(), file()) : 0;
        }
        return missing;
    }

    private SettlementFile file() {
        if (file == null) {
            file = desk.find(viewer.viewer(), viewer.path("settlement"));
        }
        return file;
    }

    private long number(String name) {
        return text(name).matches("\\d{1,9}") ? Long.parseLong(text(name)) : 0;
    }

    private String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static String figure(long count) {
        return SettlementWords.figure(count);
    }

    private SettlementWords words() {
        return new SettlementWords(Preferences.of(request).language().locale());
    }
}
