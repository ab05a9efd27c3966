package org.tallystick.latesigning.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LateLink;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;

/** Links for late signatures, for those who ask for them: shops about their own cases, institutions about those of their merchants. */
@ApplicationScoped
@PermitAll
public class LateLinks {
    private static final Duration DAY = Duration.ofDays(1);

    private final LateCases cases;
    private final CoverageCases seen;
    private final LateLinkRepository links;
    private final Settings settings;
    private final Clock clock;

    /**
     * A link that was just made.
     *
     * @param address the whole of it, shown once and not kept
     */
    public record Made(String address, Instant expires) {
        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Made[****]";
        }
    }

    @Inject
    LateLinks(LateCases cases, CoverageCases seen, LateLinkRepository links, Settings settings, Clock clock) {
        this.cases = cases;
        this.seen = seen;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateLinks() {
        this(null, null, null, null, null);
    }

    /** 128 random bits are kept by a plain digest: nobody can search them. */
    static String hash(String token) {
        return Base64Url.encode(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes a link; an earlier one of the case ends.
     *
     * @param version of the case that was looked at
     * @throws Problem not found; changed-meanwhile; forbidden unless nothing but the cardholder's signature is missing; rate-limited
     *     after several links within a day
     */
    @Transactional
    public Made ask(Viewer viewer, String number, int version) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        LateCases.Sale sale = cases.hold(viewer, number, version);
        if (!sale.signable()) {
            throw new Problem(ProblemType.FORBIDDEN, "The cardholder cannot sign for this case.");
        }
        Instant now = clock.instant();
        List<LateLink> before = links.ofCase(sale.caseNumber());
        long today = before.stream()
                .filter(link -> link.asked().plus(DAY).isAfter(now))
                .count();
        if (today >= settings.integer("tallystick.late.links-a-day")) {
            throw new Problem(ProblemType.RATE_LIMITED, "Too many links for this case within a day.");
        }
        before.stream()
                .filter(link -> link.ending().isEmpty())
                .forEach(link -> links.end(link.id(), LateLink.State.REVOKED, now));
        String token = Ids.random();
        Instant expires = now.plus(settings.duration("tallystick.late.link-life"));
        LateLink link = new LateLink(
                Ids.random(),
                sale.caseNumber(),
                sale.receipt(),
                sale.merchantNo(),
                viewer.login(),
                now,
                expires,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        links.add(link, hash(token));
        cases.asked(viewer, sale);
        return new Made(settings.baseUrl() + "/sign/" + token, expires);
    }

    /** Takes the open link of a case back, if there is one. @throws Problem not found; changed-meanwhile */
    @Transactional
    public void revoke(Viewer viewer, String number, int version) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        LateCases.Sale sale = cases.hold(viewer, number, version);
        List<LateLink> open = links.ofCase(sale.caseNumber()).stream()
                .filter(link -> link.ending().isEmpty())
                .toList();
        open.forEach(link -> links.end(link.id(), LateLink.State.REVOKED, clock.instant()));
        if (!open.isEmpty()) {
            cases.revoked(viewer, sale);
        }
    }

    /** The links of a case, the newest first. @throws Problem not found, also for a case that the viewer may not see */
    public List<LateLink> ofCase(Viewer viewer, String number) {
        return links.ofCase(seen.find(viewer, number).number().text());
    }

    /** Ends links whose time is over, and tells their cases. @return whether there may be more */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean expire(int most) {
        Instant now = clock.instant();
        List<LateLink> overdue = links.overdue(now, most);
        for (LateLink link : overdue) {
            Optional<LateCases.Sale> sale = cases.hold(link.caseNumber());
            boolean still = links.lock(link.id())
                    .filter(held -> held.ending().isEmpty())
                    .isPresent();
            if (still) {
                links.end(link.id(), LateLink.State.EXPIRED, now);
                sale.ifPresent(cases::expired);
            }
        }
        return overdue.size() == most;
    }
}
