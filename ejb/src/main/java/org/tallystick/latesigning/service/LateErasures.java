package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.PartsErased;
import org.tallystick.retention.service.ErasureBook;

/** Erases what was drawn or typed, once, and again if a restored database has brought it back. */
@ApplicationScoped
class LateErasures {
    private final LateSignatureRepository signatures;
    private final LatePartRepository parts;
    private final ErasureBook register;
    private final Clock clock;

    @Inject
    LateErasures(LateSignatureRepository signatures, LatePartRepository parts, ErasureBook register, Clock clock) {
        this.signatures = signatures;
        this.parts = parts;
        this.register = register;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateErasures() {
        this(null, null, null, null);
    }

    /** In the caller's transaction. @return whether there was something to erase */
    boolean erase(LateSignature signature, String acquirer, String by, String reason) {
        if (!parts.erase(signature.id())) {
            return false;
        }
        Instant now = clock.instant();
        LateErasure erasure = LateErasure.of(signature.id(), signature.receipt(), by, now, reason);
        signatures.erased(signature.id(), acquirer, now, erasure);
        register.add(new ErasureRegister.Line(erasure.id(), Kind.LATE_SIGNATURE, signature.id(), erasure.object()));
        return true;
    }

    /** What was drawn or typed for a receipt goes with its parts; what the register brings about has lines of its own. */
    void partsErased(@Observes PartsErased erased) {
        if (!erased.again()) {
            erased.numbers().stream()
                    .flatMap(number -> signatures.ofReceipt(number).stream())
                    .forEach(signature ->
                            erase(signature, signatures.acquirer(signature.id()), erased.by(), erased.reason()));
        }
    }

    /** Carries out what some lines of the register name and this database still has, as a restored one does. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void replay(List<ErasureRegister.Line> lines) {
        List<ErasureRegister.Line> late = lines.stream()
                .filter(line -> line.kind() == Kind.LATE_SIGNATURE)
                .toList();
        Set<String> known =
                signatures.erasures(late.stream().map(ErasureRegister.Line::id).toList());
        for (ErasureRegister.Line line : late) {
            if (!known.contains(line.id()) && parts.erase(line.subject())) {
                signatures.erased(
                        line.subject(),
                        signatures.acquirer(line.subject()),
                        clock.instant(),
                        new LateErasure(line.id(), line.object()));
            }
        }
    }
}
