package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Optional;
import org.tallystick.receipts.PlatformState;
import org.tallystick.receipts.PlatformState.NewestCheckpoint;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.web.Moment;

/** What the frame says about the platform: test keys, and how far its ledger has come. */
@Named("platform")
@RequestScoped
public class PlatformView {
    @Inject
    private ReceiptPages pages;

    /** Whether any key is a demonstration key, so that nothing here is evidence. */
    public boolean isDemo() {
        return state().demoKeys();
    }

    /** Host name of the public address, with its port if it has one of its own. */
    public String getHost() {
        return URI.create(state().baseUrl()).getAuthority();
    }

    /** Public address of the platform. */
    public String getBaseUrl() {
        return state().baseUrl();
    }

    public boolean isCheckpointKnown() {
        return state().checkpoint().isPresent();
    }

    public String getSize() {
        return checkpoint().map(c -> Counts.of(c.size())).orElse("");
    }

    /** The log's origin, which names its keeper and quarter. */
    public String getOrigin() {
        return checkpoint().map(NewestCheckpoint::origin).orElse("");
    }

    /** Public file of the checkpoint, relative to this host. */
    public String getCheckpointLink() {
        return checkpoint()
                .map(c -> c.origin().substring(Math.max(c.origin().indexOf('/'), 0)) + "/checkpoint")
                .orElse("");
    }

    public Moment getTime() {
        return checkpoint().map(c -> Moment.of(c.time())).orElseThrow();
    }

    private Optional<NewestCheckpoint> checkpoint() {
        return state().checkpoint();
    }

    private PlatformState state() {
        return pages.state();
    }
}
