package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Integrity cases of terminals: conflicts, counter jumps, tampering. A case never blocks the till; it marks later bills until
 * somebody decides it. One open case a terminal and kind is enough, however often it repeats.
 */
@ApplicationScoped
@PermitAll
public class IntegrityCases {
    private static final Logger LOG = Logger.getLogger(IntegrityCases.class.getName());

    private final IntegrityCaseRepository repository;
    private final Clock clock;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private volatile boolean loaded;

    @Inject
    IntegrityCases(IntegrityCaseRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected IntegrityCases() {
        this(null, null);
    }

    boolean isOpen(String terminalNo) {
        if (!loaded) {
            load();
        }
        return open.contains(terminalNo);
    }

    /** Opens a case unless one of this terminal and kind is open. Failing to store it is logged, never in the bill's way. */
    public void open(String terminalNo, String kind, String facts) {
        try {
            if (!repository.isOpen(terminalNo, kind)) {
                repository.insert(terminalNo, kind, facts, clock.millis());
            }
            open.add(terminalNo);
        } catch (SQLException e) {
            LOG.log(Level.SEVERE, "An integrity case (" + kind + ") could not be stored", e);
        }
    }

    private void load() {
        try {
            open.addAll(repository.terminalsWithOpenCases());
            loaded = true;
        } catch (SQLException e) {
            throw new IllegalStateException("integrity cases cannot be read", e);
        }
    }
}
