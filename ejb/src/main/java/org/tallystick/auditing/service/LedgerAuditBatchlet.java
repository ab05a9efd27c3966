package org.tallystick.auditing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The only step of the job {@code ledger-audit}, which names this class: one run. */
@Dependent
@PermitAll
public class LedgerAuditBatchlet extends AbstractBatchlet {
    @Inject
    AuditExecution execution;

    @Inject
    @BatchProperty(name = "number")
    String number;

    private volatile boolean stopping;

    @Override
    public String process() {
        execution.perform(number, () -> stopping);
        return "ENDED";
    }

    /** The server stops: the run goes on after its next start. */
    @Override
    public void stop() {
        stopping = true;
    }
}
