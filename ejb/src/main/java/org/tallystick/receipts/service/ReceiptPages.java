package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.receipts.FileCheck;
import org.tallystick.receipts.Lookup;
import org.tallystick.receipts.PlatformState;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.signing.service.RemovedReceipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.verification.Outcome;

/** Everything the consumer's pages ask: a receipt by its link, a file somebody holds, a slip's printed facts, the platform's state. */
@ApplicationScoped
@PermitAll
public class ReceiptPages {
    private final PageAssembly pages;
    private final FileChecks checks;
    private final SlipLookups lookups;
    private final PlatformStates states;
    private final RemovedReceiptRepository removed;
    private final LedgerPlaces places;

    @Inject
    ReceiptPages(
            PageAssembly pages,
            FileChecks checks,
            SlipLookups lookups,
            PlatformStates states,
            RemovedReceiptRepository removed,
            LedgerPlaces places) {
        this.pages = pages;
        this.checks = checks;
        this.lookups = lookups;
        this.states = states;
        this.removed = removed;
        this.places = places;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptPages() {
        this(null, null, null, null, null, null);
    }

    /** @param code 22 characters of base64url; anything else is not found */
    public Optional<ReceiptPage> find(String code) {
        return pages.find(code);
    }

    /** The same without anything that has to be found out about it. */
    public Optional<StoredReceipt> stored(String code) {
        return pages.stored(code);
    }

    /**
     * The receipt behind a link, if it is not kept any more.
     *
     * @param place of its entry, which is still proved
     */
    public record Gone(RemovedReceipt receipt, Optional<LedgerPlaces.Place> place) {}

    /** @param code of a link that leads to no receipt */
    public Optional<Gone> gone(String code) {
        return removed.byCode(code).map(receipt -> new Gone(receipt, places.ofNumber(receipt.number())));
    }

    /** For those who may see receipts by number; also one whose link a later receipt took over, then without a code. */
    public Optional<ReceiptPage> findByNumber(String number) {
        return pages.findByNumber(number);
    }

    /** Checks a receipt file that somebody brought. Never throws for bad input. */
    public FileCheck checkFile(byte[] upload) {
        return checks.check(upload);
    }

    /**
     * Answers the outcome only, never data.
     *
     * @throws org.tallystick.shared.Problem rate-limited after five tries of one number and day
     */
    public Outcome lookUp(Lookup lookup) {
        return lookups.lookUp(lookup);
    }

    /** Cheap enough for every page. */
    public PlatformState state() {
        return states.current();
    }
}
