package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.SealKeyState.Rank;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Changes of the keys that seal, while they seal. In order: a key is made and waits in reserve · its certificate's issue is told to the
 * log of every acquirer · it becomes active, and every node seals with it within a second or two. The key before it stays active behind
 * it, and what it has sealed stays valid.
 */
@ApplicationScoped
@PermitAll
public class SealRotation {
    private final CertificateAuthority authority;
    private final SealKeyBook book;
    private final SealKeys keys;
    private final BasisRecords basis;
    private final KeyVault vault;
    private final Event<AuditEvent> audit;
    private final ReentrantLock turn = new ReentrantLock();

    @Inject
    SealRotation(
            CertificateAuthority authority,
            SealKeyBook book,
            SealKeys keys,
            BasisRecords basis,
            KeyVault vault,
            Event<AuditEvent> audit) {
        this.authority = authority;
        this.book = book;
        this.keys = keys;
        this.basis = basis;
        this.vault = vault;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SealRotation() {
        this(null, null, null, null, null, null);
    }

    /** Takes up the keys that are there, and makes the first one of each family or a successor if its time has come. Call it at least daily. */
    public void renew() {
        @Nullable RuntimeException first = null;
        for (KeyFamily family : authority.families()) {
            try {
                renew(family);
            } catch (Problem | IllegalStateException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void renew(KeyFamily family) {
        oneAtATime(() -> {
            book.takeUp(family);
            keys.refresh();
            book.makeIfDue(family).ifPresent(made -> activate(made, Ceremonies.PLATFORM));
        });
    }

    /** Making a key takes longer than a row may be waited for; other nodes wait for the row. */
    private void oneAtATime(Runnable change) {
        turn.lock();
        try {
            change.run();
        } finally {
            turn.unlock();
        }
    }

    /** Whether keys can be made in a device. */
    public boolean hasDevice() {
        return vault.hasDevice();
    }

    /**
     * Makes a key that seals; by themselves they are made as their time comes.
     *
     * @param algorithm what it seals with, of a family in use
     * @param inDevice whether in the device for keys, if there is one
     * @param seals whether it seals from now on; else it waits in reserve
     */
    public void make(Viewer viewer, KeyAlgorithm algorithm, boolean inDevice, boolean seals) {
        viewer.require(Role.OPERATOR);
        KeyFamily family = KeyFamily.of(algorithm);
        if (!authority.families().contains(family)) {
            throw new Problem(ProblemType.NOT_FOUND, "Nothing is sealed with " + algorithm.jose() + " yet.");
        }
        oneAtATime(() -> {
            String made = book.make(family, inDevice && vault.hasDevice() && family.fitsDevice(), viewer.login());
            audit.fire(viewer.audit("seal-key.make", made).because(inDevice ? "in the device for keys" : "in a file"));
            if (seals) {
                activate(made, viewer.login());
            } else {
                keys.refresh();
                basis.log();
            }
        });
    }

    /**
     * Says what a key is for from now on.
     *
     * @throws Problem not-found; changed-meanwhile if it cannot be, with the reason
     */
    public void rank(Viewer viewer, String thumbprint, Rank rank) {
        viewer.require(Role.OPERATOR);
        oneAtATime(() -> {
            book.rank(thumbprint, rank, viewer.login());
            keys.refresh();
            basis.log();
        });
        audit.fire(viewer.audit("seal-key.rank", thumbprint).because(rank.name()));
    }

    private void activate(String thumbprint, String actor) {
        keys.refresh();
        basis.log();
        book.rank(thumbprint, Rank.ACTIVE, actor);
        keys.refresh();
        basis.log();
    }
}
