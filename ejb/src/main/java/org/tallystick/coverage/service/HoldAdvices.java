package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.HoldLine;
import org.tallystick.coverage.HoldPolicy;
import org.tallystick.coverage.MerchantRisk;
import org.tallystick.coverage.RiskRule;
import org.tallystick.coverage.SettledSlip;
import org.tallystick.coverage.service.HoldRepository.Lacking;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.ShopTime;

/** Advises an institution which payouts to hold, or to look into. Advice only: nothing of the platform is held back by it. */
@ApplicationScoped
@PermitAll
public class HoldAdvices {
    private static final int PAGE = 500;

    private final HoldRepository holds;
    private final CaseListRepository lists;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    HoldAdvices(HoldRepository holds, CaseListRepository lists, Event<AuditEvent> audit, Clock clock) {
        this.holds = holds;
        this.lists = lists;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected HoldAdvices() {
        this(null, null, null, null);
    }

    /**
     * Advice for open cases of sales of a day, by number of the case.
     *
     * @param after number of the last one seen; empty at the beginning, which is recorded
     */
    public List<HoldLine> page(Viewer viewer, LocalDate day, String after, int most) {
        viewer.require(Role.INSTITUTION_OFFICER);
        if (after.isEmpty()) {
            audit.fire(viewer.audit("settlement.advice", day.toString()));
        }
        return advise(holds.open(CaseScope.of(viewer), day, after, most));
    }

    /** All of a day. */
    public void each(Viewer viewer, LocalDate day, Consumer<HoldLine> taker) {
        List<HoldLine> page = page(viewer, day, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(taker);
            page = page(viewer, day, page.get(page.size() - 1).head().number().text(), PAGE);
        }
    }

    /** Advice for one case; empty where there is no open one that the viewer may see. */
    public Optional<HoldLine> of(Viewer viewer, String number) {
        viewer.require(Role.INSTITUTION_OFFICER);
        return CaseNumber.typed(number)
                .flatMap(typed -> lists.head(CaseScope.of(viewer), typed))
                .filter(head -> head.state().isOpen())
                .map(head -> advise(List.of(head)).get(0));
    }

    private List<HoldLine> advise(List<CaseHead> heads) {
        HoldPolicy policy = holds.policy();
        List<RiskRule> rules = holds.riskRules();
        Instant now = clock.instant();
        // All are of one institution, and nearly always of one day, so that this asks once.
        Map<Basis, List<CaseHead>> alike = heads.stream().collect(Collectors.groupingBy(head -> Basis.of(head, rules)));
        return alike.entrySet().stream()
                .flatMap(entry -> advise(entry.getKey(), entry.getValue(), policy, now).stream())
                .sorted(Comparator.comparing(line -> line.head().number().text()))
                .toList();
    }

    private List<HoldLine> advise(Basis basis, List<CaseHead> heads, HoldPolicy policy, Instant now) {
        Set<String> merchants =
                heads.stream().map(head -> head.owner().merchantNo()).collect(Collectors.toSet());
        RiskRule rule = basis.rule();
        Map<String, Lacking> lacking = holds.lacking(
                merchants, basis.day().minusDays(rule.days()), basis.day().minusDays(1));
        return heads.stream()
                .map(head -> {
                    Lacking of = lacking.getOrDefault(head.owner().merchantNo(), Lacking.NONE);
                    MerchantRisk risk = rule.risk(of.receipts(), of.lacking());
                    HoldPolicy.Sale sale = new HoldPolicy.Sale(
                            head.owner().acquirer(),
                            basis.day(),
                            head.amount(),
                            risk,
                            head.times().opened());
                    HoldLine.Basis told = new HoldLine.Basis(of.receipts(), of.lacking(), rule.version());
                    return new HoldLine(head, basis.day(), policy.of(sale, now), risk, told);
                })
                .toList();
    }

    private record Basis(LocalDate day, RiskRule rule) {
        static Basis of(CaseHead head, List<RiskRule> rules) {
            LocalDate day = head.saleTime()
                    .map(ShopTime::dayOf)
                    .or(() -> head.settled().map(SettledSlip::soldOn))
                    .orElseGet(() -> ShopTime.dayOf(head.times().opened()));
            return new Basis(day, RiskRule.of(rules, head.owner().acquirer(), day));
        }
    }
}
