package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CaseText;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CaseBook.Actor;
import org.tallystick.coverage.service.CaseBook.Deed;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Cause;

/** What people do about cases: shops hand in what mends them, institutions accept it or not. Each only within its own part. */
@ApplicationScoped
@PermitAll
public class CaseDesk {
    /** Cases that one press of a button changes. */
    public static final int MOST = 200;

    private final CaseListRepository lists;
    private final CaseRepository cases;
    private final CaseBook book;
    private final CaseScans scans;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * What somebody hands in.
     *
     * @param version of the case that was looked at
     * @param file content of a scan; empty where the remedy needs none
     */
    public record HandIn(Remedy remedy, int version, String words, Optional<byte[]> file) {}

    /** What the institution decides of what was handed in. */
    public enum Decision {
        ACCEPT,
        REJECT,
        /** There is no evidence and there will be none; who bears it is written down. */
        GIVE_UP
    }

    @Inject
    CaseDesk(
            CaseListRepository lists,
            CaseRepository cases,
            CaseBook book,
            CaseScans scans,
            Event<AuditEvent> audit,
            Clock clock) {
        this.lists = lists;
        this.cases = cases;
        this.book = book;
        this.scans = scans;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseDesk() {
        this(null, null, null, null, null, null);
    }

    /** The viewer takes care of it. @throws Problem not found; changed-meanwhile */
    @Transactional
    public void take(Viewer viewer, String number, int version) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        Held held = held(viewer, number, version);
        cases.assign(held.number(), viewer.accountId(), viewer.name(), clock.instant());
        book.note(held, new Deed("taken", "", Actor.of(viewer)));
        audit.fire(viewer.audit("case.take", held.number().text()));
    }

    /** Adds a word. @throws Problem not found; member-invalid naming {@code words} */
    @Transactional
    public void note(Viewer viewer, String number, String words) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER, Role.REGULATOR);
        requireWords(words);
        Held held = held(viewer, number);
        book.note(held, new Deed("noted", words, Actor.of(viewer)));
        audit.fire(viewer.audit("case.note", held.number().text()));
    }

    /**
     * The shop hands something in.
     *
     * @throws Problem not found; changed-meanwhile; forbidden if this remedy is not offered for the case; member-invalid naming
     *     {@code words} or {@code file}
     */
    @Transactional
    public void handIn(Viewer viewer, String number, HandIn handIn) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        Held held = held(viewer, number, handIn.version());
        requireOffered(held, handIn.remedy());
        boolean scan = handIn.remedy() == Remedy.PAPER_SCAN || handIn.remedy() == Remedy.CONFIRMATION_LETTER;
        if (scan) {
            byte[] data =
                    handIn.file().orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "file", "is missing"));
            scans.keep(viewer, held.number(), handIn.remedy(), data);
        } else {
            requireWords(handIn.words());
        }
        remedy(viewer, held, handIn.remedy(), handIn.words());
    }

    /** The same words for all cases of one cause. @return how many cases that were @throws Problem as {@link #handIn} */
    @Transactional
    public int explainAll(Viewer viewer, Cause cause, String words) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        requireWords(words);
        int explained = 0;
        for (CaseNumber number : lists.waiting(CaseScope.of(viewer), cause, MOST)) {
            Held held = cases.lock(number).orElseThrow();
            boolean offered = CauseTable.byHand(held.cause(), held.missing()).contains(Remedy.EXPLAINED);
            if (offered && held.state().isWaiting()) {
                remedy(viewer, held, Remedy.EXPLAINED, words);
                explained++;
            }
        }
        return explained;
    }

    /** @throws Problem not found; changed-meanwhile; forbidden in this state; member-invalid naming {@code words} */
    @Transactional
    public void decide(Viewer viewer, String number, int version, Decision decision, String words) {
        viewer.require(Role.INSTITUTION_OFFICER);
        Held held = held(viewer, number, version);
        requireWords(words);
        Deed deed = new Deed(decision.name().toLowerCase(Locale.ROOT).replace('_', '-'), words, Actor.of(viewer));
        boolean handed = held.state() == CaseState.REMEDIED;
        boolean frozen = held.state() == CaseState.FROZEN;
        if (decision == Decision.GIVE_UP && (frozen || held.state().isWaiting())) {
            book.move(held, CaseState.UNREMEDIABLE, deed);
        } else if (decision == Decision.ACCEPT && frozen) {
            book.remedied(held, Remedy.EXPLAINED, deed);
            book.settleHandedIn(held);
        } else if (decision == Decision.ACCEPT && handed) {
            book.accept(held, deed);
        } else if (decision == Decision.REJECT && handed) {
            book.reject(held, deed);
        } else {
            throw new Problem(ProblemType.FORBIDDEN, "The case is not in a state for this.");
        }
        audit.fire(viewer.audit("case." + deed.kind(), held.number().text()).because(words));
    }

    private void remedy(Viewer viewer, Held held, Remedy remedy, String words) {
        String kind = remedy.name().toLowerCase(Locale.ROOT).replace('_', '-');
        book.remedied(held, remedy, new Deed(kind, words, Actor.of(viewer)));
        audit.fire(viewer.audit("case.remedy", held.number().text())
                .change(held.state().name(), remedy.name()));
    }

    private static void requireOffered(Held held, Remedy remedy) {
        boolean offered = CauseTable.byHand(held.cause(), held.missing()).contains(remedy);
        if (!offered || !held.state().isWaiting()) {
            throw new Problem(ProblemType.FORBIDDEN, "This remedy is not offered for the case.");
        }
    }

    private static void requireWords(String words) {
        CaseText.fault(words).ifPresent(fault -> {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "words", "must be 1 to 1,000 characters without a card number");
        });
    }

    private Held held(Viewer viewer, String number, int version) {
        Held held = held(viewer, number);
        if (held.version() != version) {
            throw new Problem(ProblemType.CHANGED_MEANWHILE, "Somebody has changed this case. Look at it again.");
        }
        return held;
    }

    private Held held(Viewer viewer, String number) {
        return CaseNumber.typed(number)
                .filter(typed -> lists.head(CaseScope.of(viewer), typed).isPresent())
                .flatMap(cases::lock)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such case."));
    }
}
