package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.TerminalHealth;

/** The terminals of the viewer's shop, for choices and for the strip that shows who was heard when. */
@ApplicationScoped
@PermitAll
public class MerchantTerminals {
    private final MerchantTerminalRepository repository;

    @Inject
    MerchantTerminals(MerchantTerminalRepository repository) {
        this.repository = repository;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MerchantTerminals() {
        this(null);
    }

    /** A terminal and where it stands. */
    public record Place(String terminalNo, String store) {}

    /** Every terminal of the viewer's merchant, by number. */
    public List<Place> of(Viewer viewer) {
        return repository.places(viewer.merchantNo());
    }

    /** When each was heard last. */
    public List<TerminalHealth> health(Viewer viewer) {
        return repository.health(viewer.merchantNo());
    }
}
