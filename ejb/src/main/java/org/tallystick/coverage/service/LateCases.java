package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.SignatureImage;
import org.tallystick.coverage.service.CaseBook.Actor;
import org.tallystick.coverage.service.CaseBook.Deed;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Part;

/**
 * Cases that a late signature of the cardholder may mend: who may ask for it, and what becomes of the case. Everything happens in the
 * caller's transaction, with the case held until it ends.
 */
@ApplicationScoped
@PermitAll
@Transactional
public class LateCases {
    private final CaseListRepository lists;
    private final CaseRepository cases;
    private final CaseBook book;
    private final ImageRepository images;
    private final Event<AuditEvent> audit;

    /**
     * The sale that a case is about.
     *
     * @param signable whether the cardholder may sign now: nothing else is missing, nothing is in doubt, and nothing was handed in yet
     */
    public record Sale(String caseNumber, String receipt, String acquirer, String merchantNo, boolean signable) {}

    @Inject
    LateCases(
            CaseListRepository lists,
            CaseRepository cases,
            CaseBook book,
            ImageRepository images,
            Event<AuditEvent> audit) {
        this.lists = lists;
        this.cases = cases;
        this.book = book;
        this.images = images;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateCases() {
        this(null, null, null, null, null);
    }

    /** Whether the viewer may ask the cardholder of this case to sign. */
    public boolean isOffered(Viewer viewer, CaseHead head) {
        boolean asks = viewer.role().isMerchant() || viewer.role() == Role.INSTITUTION_OFFICER;
        return asks
                && head.receipt().isPresent()
                && head.state().isWaiting()
                && CauseTable.mayCardholderSign(head.cause(), head.missing());
    }

    /** Holds a case. @throws Problem not found, also for one that the viewer may not see; changed-meanwhile */
    public Sale hold(Viewer viewer, String number, int version) {
        Held held = held(viewer, number);
        if (held.version() != version) {
            throw new Problem(ProblemType.CHANGED_MEANWHILE, "Somebody has changed this case. Look at it again.");
        }
        return sale(held);
    }

    /** Holds a case for somebody who has a link. */
    public Optional<Sale> hold(String number) {
        return cases.lock(new CaseNumber(number)).map(LateCases::sale);
    }

    /** A link was made: the case waits for the cardholder. */
    public void asked(Viewer viewer, Sale sale) {
        book.move(again(sale), CaseState.AWAIT_CARDHOLDER, new Deed("late-asked", "", Actor.of(viewer)));
        audit.fire(viewer.audit("case.late-asked", sale.caseNumber()));
    }

    /** A link was taken back: the case waits for the shop, if it did for the cardholder. */
    public void revoked(Viewer viewer, Sale sale) {
        back(sale, new Deed("late-revoked", "", Actor.of(viewer)));
        audit.fire(viewer.audit("case.late-revoked", sale.caseNumber()));
    }

    /** The time of a link is over. */
    public void expired(Sale sale) {
        back(sale, Deed.ofPlatform("late-expired"));
    }

    /** Whoever has the link says that the sale is not theirs. */
    public void denied(Sale sale) {
        back(sale, new Deed("late-denied", "", Actor.CARDHOLDER));
    }

    /** The cardholder has signed. @param flagged whether somebody of the institution has to look before it counts */
    public void signed(Sale sale, boolean flagged) {
        Held held = again(sale);
        book.remedied(held, Remedy.LATE_CARDHOLDER, new Deed("late-cardholder", "", Actor.CARDHOLDER));
        if (!flagged) {
            book.settleHandedIn(held);
        }
    }

    /** What was drawn or typed was erased. */
    public void erased(Viewer viewer, Sale sale, String words) {
        images.forget(sale.receipt());
        book.note(again(sale), new Deed("late-erased", words, Actor.of(viewer)));
        audit.fire(viewer.audit("case.late-erased", sale.caseNumber()).because(words));
    }

    /** What a drawing is worth, also beside those of the merchant's other sales; one that counts is remembered. */
    public ImageResult judge(Sale sale, Part drawing) {
        SignatureImage image = SignatureImage.of(drawing);
        if (image.result() != ImageResult.WRITING) {
            return image.result();
        }
        if (images.earlier(sale.receipt(), sale.merchantNo(), image).isPresent()) {
            return ImageResult.REUSED;
        }
        images.replace(sale.receipt(), sale.merchantNo(), image);
        return ImageResult.WRITING;
    }

    private void back(Sale sale, Deed deed) {
        Held held = again(sale);
        if (held.state() == CaseState.AWAIT_CARDHOLDER) {
            book.move(held, CaseState.AWAIT_MERCHANT, deed);
        } else if (held.state().isOpen()) {
            book.note(held, deed);
        }
    }

    private Held again(Sale sale) {
        return cases.lock(new CaseNumber(sale.caseNumber())).orElseThrow();
    }

    private Held held(Viewer viewer, String number) {
        return CaseNumber.typed(number)
                .filter(typed -> lists.head(CaseScope.of(viewer), typed).isPresent())
                .flatMap(cases::lock)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such case."));
    }

    private static Sale sale(Held held) {
        boolean signable = held.receipt().isPresent()
                && held.state().isWaiting()
                && CauseTable.mayCardholderSign(held.cause(), held.missing());
        return new Sale(held.number().text(), held.receipt().orElse(""), held.acquirer(), held.merchantNo(), signable);
    }
}
