package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRecord;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.ledger.service.LedgerFiles;

/** That the ledger knows of a terminal certificate's beginning: its issue, or, if it was issued elsewhere, whose it became. */
@ApplicationScoped
@PermitAll
public class CertificateIssues {
    private final CertificateRepository repository;
    private final LedgerFiles ledger;

    /**
     * A record with its place.
     *
     * @param record whose digest is logged
     * @param proof {@code tlog-proof} text, made now
     */
    public record Issue(byte[] record, String proof) {}

    @Inject
    CertificateIssues(CertificateRepository repository, LedgerFiles ledger) {
        this.repository = repository;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateIssues() {
        this(null, null);
    }

    /** Whether the ledger has it. */
    public boolean isLogged(String thumbprint) {
        return beginning(thumbprint).isPresent();
    }

    /** The record and its proof; nothing if the ledger does not have it, or cannot prove it. */
    public Optional<Issue> find(String thumbprint) {
        return beginning(thumbprint).flatMap(known -> ledger.log(known.logId().orElseThrow())
                .flatMap(log -> ledger.provenPosition(log, known.seq().orElseThrow()))
                .map(position -> new Issue(known.object(), position.proof())));
    }

    private Optional<CertificateRecord> beginning(String thumbprint) {
        return repository.logged(thumbprint).stream()
                .filter(known -> CertificateStatement.parse(known.object()).isBeginning())
                .findFirst();
    }
}
