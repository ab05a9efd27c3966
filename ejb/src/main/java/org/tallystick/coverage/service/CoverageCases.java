package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseDetail;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseQuery;
import org.tallystick.coverage.CaseTally;
import org.tallystick.coverage.CauseCount;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Cases of missing signatures, for those who look: shops, institutions, regulators; each sees its own part. */
@ApplicationScoped
@PermitAll
public class CoverageCases {
    private final CaseListRepository lists;
    private final StepRepository steps;
    private final FileRepository files;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    CoverageCases(
            CaseListRepository lists,
            StepRepository steps,
            FileRepository files,
            Event<AuditEvent> audit,
            Clock clock) {
        this.lists = lists;
        this.steps = steps;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CoverageCases() {
        this(null, null, null, null, null);
    }

    /** The most pressing first. */
    public List<CaseHead> find(Viewer viewer, CaseQuery query) {
        CaseScope scope = CaseScope.of(viewer);
        if (viewer.role() == Role.REGULATOR) {
            audit.fire(viewer.audit("cases.list", query.cause().map(Enum::name).orElse("all")));
        }
        return lists.find(scope, query, clock.instant());
    }

    /** How many there are of the same query. */
    public long count(Viewer viewer, CaseQuery query) {
        return lists.count(CaseScope.of(viewer), query, clock.instant());
    }

    /** The same by cause, the most first. */
    public List<CauseCount> causes(Viewer viewer, CaseQuery query) {
        return lists.causes(CaseScope.of(viewer), query, clock.instant());
    }

    /** Numbers for a dashboard. */
    public CaseTally tally(Viewer viewer) {
        return lists.tally(CaseScope.of(viewer), clock.instant());
    }

    /**
     * One case with its history; that somebody beyond the shop looked is recorded.
     *
     * @throws Problem not found, also for one that the viewer may not see
     */
    public CaseDetail detail(Viewer viewer, String number) {
        CaseHead head = find(viewer, number);
        if (!viewer.role().isMerchant()) {
            audit.fire(viewer.audit("case.view", head.number().text()));
        }
        CaseListRepository.Rule rule = lists.rule(head.number());
        return new CaseDetail(
                head, rule.id(), rule.version(), rule.inputs(), steps.of(head.number()), files.of(head.number()));
    }

    /** One case without its history. @throws Problem not found, also for one that the viewer may not see */
    public CaseHead find(Viewer viewer, String number) {
        return CaseNumber.typed(number)
                .flatMap(typed -> lists.head(CaseScope.of(viewer), typed))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such case."));
    }

    /** The case of a receipt, if there is one and the viewer may see it. */
    public Optional<CaseHead> ofReceipt(Viewer viewer, String receipt) {
        return lists.ofReceipt(CaseScope.of(viewer), receipt);
    }

    /** Reads every page of a list, and records that it was taken out. */
    public void export(Viewer viewer, CaseQuery query, Consumer<CaseHead> reader) {
        CaseScope scope = CaseScope.of(viewer);
        long all = lists.count(scope, query, clock.instant());
        audit.fire(viewer.audit("cases.export", "csv").change("", all + " rows"));
        for (int page = 0; (long) page * CaseQuery.ROWS < all; page++) {
            lists.find(scope, query.onPage(page), clock.instant()).forEach(reader);
        }
    }
}
