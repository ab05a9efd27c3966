package org.tallystick.latesigning.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseText;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LatePicture;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Late signatures for those who look at them, and for whoever erases what was drawn. */
@ApplicationScoped
@PermitAll
@Transactional
public class LateSignatures {
    private final LateSignatureRepository signatures;
    private final LateErasures erasures;
    private final LateBook book;
    private final LateCases cases;
    private final CoverageCases seen;
    private final Event<AuditEvent> audit;

    @Inject
    LateSignatures(
            LateSignatureRepository signatures,
            LateErasures erasures,
            LateBook book,
            LateCases cases,
            CoverageCases seen,
            Event<AuditEvent> audit) {
        this.signatures = signatures;
        this.erasures = erasures;
        this.book = book;
        this.cases = cases;
        this.seen = seen;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateSignatures() {
        this(null, null, null, null, null, null);
    }

    /** Those of a receipt that the reader may see, the newest first. */
    public List<LateSignature> ofReceipt(String number) {
        return signatures.ofReceipt(number);
    }

    /** Those of a case, the newest first. @throws Problem not found, also for a case that the viewer may not see */
    public List<LateSignature> ofCase(Viewer viewer, String number) {
        return signatures.ofCase(seen.find(viewer, number).number().text());
    }

    /**
     * What was drawn or typed, as SVG; that it was looked at is recorded.
     *
     * @throws Problem not found unless the viewer may see the case, and once it was erased
     */
    public byte[] picture(Viewer viewer, String id) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        LateSignature signature = visible(viewer, id);
        byte[] picture = book.open(signature)
                .map(part -> LatePicture.of(signature.method(), part))
                .orElseThrow(LateSignatures::notFound);
        audit.fire(viewer.audit("signature-image.view", signature.receipt()));
        return picture;
    }

    /**
     * Erases what was drawn or typed, and where it came from, because the cardholder asks for it. The statement stays, and so does its
     * proof.
     *
     * @param words why, for the case and the ledger
     * @throws Problem not found; member-invalid naming {@code words}
     */
    public void erase(Viewer viewer, String id, String words) {
        viewer.require(Role.INSTITUTION_OFFICER);
        LateSignature signature = visible(viewer, id);
        CaseText.fault(words).ifPresent(fault -> {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "words", "must be 1 to 1,000 characters without a card number");
        });
        LateCases.Sale sale = cases.hold(signature.caseNumber()).orElseThrow();
        if (erasures.erase(signature, sale.acquirer(), viewer.login(), words)) {
            cases.erased(viewer, sale, words);
        }
    }

    private LateSignature visible(Viewer viewer, String id) {
        LateSignature signature = signatures.find(id).orElseThrow(LateSignatures::notFound);
        seen.find(viewer, signature.caseNumber());
        return signature;
    }

    private static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such signature.");
    }
}
