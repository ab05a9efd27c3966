package org.tallystick.policies.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.policies.service.ChangeRepository.Unlogged;
import org.tallystick.shared.Sha256;

/** Puts changes of rules into the ledger: an institution's into its own, everybody's into the platform's first. Twice at worst, never not. */
@ApplicationScoped
@PermitAll
public class PolicyLedger {
    /** So many waits stay below what a transaction may take. */
    private static final int MOST = 10;

    private final ChangeRepository changes;
    private final Ledger ledger;

    @Inject
    PolicyLedger(ChangeRepository changes, Ledger ledger) {
        this.changes = changes;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PolicyLedger() {
        this(null, null);
    }

    /** Appends what waits. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void publish() {
        for (Unlogged one : changes.unlogged(MOST)) {
            acquirer(one)
                    .flatMap(acquirer -> ledger.appendNow(acquirer, draft(one)))
                    .ifPresent(at -> changes.logged(one.id(), at.index()));
        }
    }

    private Optional<String> acquirer(Unlogged one) {
        boolean everybody = one.owner().isEmpty() || one.owner().equals(PolicyVersion.EVERYBODY);
        return everybody ? ledger.commonAcquirer() : Optional.of(one.owner());
    }

    private static EntryDraft draft(Unlogged one) {
        return new EntryDraft(EntryKind.CONFIGURATION, one.id(), LedgerEntry.NO_SUBJECT, Sha256.of(one.object()));
    }
}
