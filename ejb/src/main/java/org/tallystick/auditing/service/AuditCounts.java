package org.tallystick.auditing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.auditing.AuditState;

/** How many runs there are in each state, whoever started them. */
@ApplicationScoped
@PermitAll
public class AuditCounts {
    private final AuditCountRepository repository;

    @Inject
    AuditCounts(AuditCountRepository repository) {
        this.repository = repository;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditCounts() {
        this(null);
    }

    /** Each state is there. */
    @Transactional
    public Map<AuditState, Long> byState() {
        return repository.byState();
    }
}
