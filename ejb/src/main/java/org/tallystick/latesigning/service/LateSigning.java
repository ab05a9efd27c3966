package org.tallystick.latesigning.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.LateMark;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.AuditEvent;
import org.tallystick.signing.SigningMethod;
import org.tallystick.verification.Outcome;

/** The cardholder's side: whoever has a link sees the sale, and signs it once or says that it is not theirs. There is no account. */
@ApplicationScoped
@PermitAll
public class LateSigning {
    private static final Logger LOG = Logger.getLogger(LateSigning.class.getName());

    private final LateLinkRepository links;
    private final LateSignatureRepository signatures;
    private final LateBook book;
    private final LateCases cases;
    private final LateLedger ledger;
    private final ReceiptPages pages;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * What somebody with a link sees.
     *
     * @param needed whether the case still waits for this signature and the receipt is what it should be
     * @param signature what was signed with this link
     */
    public record Visit(
            LateLink.State state, boolean needed, ReceiptPage page, LateLink link, Optional<LateSignature> signature) {}

    @Inject
    LateSigning(
            LateLinkRepository links,
            LateSignatureRepository signatures,
            LateBook book,
            LateCases cases,
            LateLedger ledger,
            ReceiptPages pages,
            Event<AuditEvent> audit,
            Clock clock) {
        this.links = links;
        this.signatures = signatures;
        this.book = book;
        this.cases = cases;
        this.ledger = ledger;
        this.pages = pages;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateSigning() {
        this(null, null, null, null, null, null, null, null);
    }

    /** What is behind a link; empty if there never was such a one. That it was opened is remembered. */
    @Transactional
    public Optional<Visit> open(String token) {
        return links.byToken(LateLinks.hash(token)).flatMap(this::visit);
    }

    private Optional<Visit> visit(LateLink link) {
        Instant now = clock.instant();
        Optional<ReceiptPage> page = pages.findByNumber(link.receipt());
        boolean signable =
                cases.hold(link.caseNumber()).filter(LateCases.Sale::signable).isPresent();
        links.opened(link.id(), now);
        return page.map(shown -> new Visit(
                link.state(now),
                signable && shown.report().outcome() == Outcome.GENUINE,
                shown,
                link,
                signatures.ofLink(link.id())));
    }

    /**
     * Signs. The same link again changes nothing, however often it is sent: its page says what became of it.
     *
     * @param consent which words were agreed to, such as {@code late-1/en}
     * @throws LateMark.Refused if the drawing is that of another sale; nothing is stored
     * @throws org.tallystick.shared.Problem not-confirmed while the platform's key does not sign; nothing is stored
     */
    @Transactional(rollbackOn = LateMark.Refused.class)
    public void sign(String token, LateMark mark, String consent, LateSender sender) throws LateMark.Refused {
        Optional<Held> held = hold(token);
        if (held.isEmpty() || !held.get().sale().signable()) {
            return;
        }
        LateLink link = held.get().link();
        LateCases.Sale sale = held.get().sale();
        if (mark.method() == SigningMethod.DRAWN) {
            LateMark.requireWriting(cases.judge(sale, mark.part()));
        }
        LateSignature signature = book.write(link, sale, mark, consent, sender);
        links.end(link.id(), LateLink.State.SIGNED, signature.time());
        cases.signed(sale, !signature.flags().isEmpty());
        audit.fire(sender.audit("late.sign", sale.caseNumber()).change("", mark.method() + " " + sale.receipt()));
    }

    /** Whoever has the link says that the sale is not theirs: the link ends, and the case says so. */
    @Transactional
    public void deny(String token, LateSender sender) {
        hold(token).ifPresent(held -> {
            links.end(held.link().id(), LateLink.State.DENIED, clock.instant());
            cases.denied(held.sale());
            audit.fire(sender.audit("late.deny", held.sale().caseNumber()));
        });
    }

    /** Puts what was stored into the ledger, now that it is. What fails here is tried again every minute: what was stored is stored. */
    public void publish() {
        try {
            ledger.publish();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What was signed late waits for the ledger", e);
        }
    }

    private record Held(LateLink link, LateCases.Sale sale) {}

    /** The link and its case, both held; empty unless the link still works. */
    private Optional<Held> hold(String token) {
        Optional<LateLink> known = links.byToken(LateLinks.hash(token));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<LateCases.Sale> sale = cases.hold(known.get().caseNumber());
        return links.lock(known.get().id())
                .filter(link -> link.state(clock.instant()) == LateLink.State.OPEN)
                .flatMap(link -> sale.map(s -> new Held(link, s)));
    }
}
