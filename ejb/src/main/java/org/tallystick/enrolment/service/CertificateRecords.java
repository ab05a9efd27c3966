package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.enrolment.CertificateRecord;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/**
 * What happened to certificates, put into the ledger (API.md, Ledger entry bytes; THREATS.md F6). A record is stored with
 * the change that it tells of; its ledger entry follows. What a crash leaves without an entry is appended by
 * {@link #publishPending}: twice at worst, never not at all.
 */
@ApplicationScoped
@PermitAll
public class CertificateRecords {
    private static final Logger LOG = Logger.getLogger(CertificateRecords.class.getName());
    private static final String NO_SUBJECT = "-";
    private static final long PATIENCE_SECONDS = 10;

    private final CertificateRepository repository;
    private final Ledger ledger;
    private final Clock clock;
    /** A record that two threads find pending is appended once. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** Whose certificate, in whose log. */
    record Subject(String acquirer, String thumbprint) {
        static Subject of(TerminalCertificate certificate) {
            String acquirer =
                    certificate.terminal().store().merchant().acquirer().code();
            return new Subject(acquirer, certificate.thumbprint());
        }
    }

    @Inject
    CertificateRecords(CertificateRepository repository, Ledger ledger, Clock clock) {
        this.repository = repository;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateRecords() {
        this(null, null, null);
    }

    /** Stores a record in the caller's transaction. {@code event} is issued, suspended, resumed or revoked. */
    CertificateRecord add(Subject subject, String event, Map<String, String> more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", event);
        object.put("thumbprint", subject.thumbprint());
        object.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        object.putAll(more);
        object.put("salt", Ids.random());
        CertificateRecord made = new CertificateRecord(
                Ids.random(), subject.acquirer(), subject.thumbprint(), JsonWriter.write(object), clock.instant());
        repository.persist(made);
        return made;
    }

    /** Records once that the acquirer's receipts rest on this certificate of the platform. */
    void addBasis(Subject subject, String role) {
        if (!repository.isRecorded(subject.acquirer(), subject.thumbprint())) {
            add(subject, CertificateStatement.ISSUED, Map.of("role", role));
        }
    }

    /**
     * Has the ledger take the record, unless it has, and waits for it.
     *
     * @throws Problem not-confirmed if the ledger does not confirm within seconds
     */
    void publish(CertificateRecord pending) {
        try {
            if (!oneAtATime.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw notConfirmed();
            }
            try {
                if (!repository.isLogged(pending.id())) {
                    append(pending);
                }
            } finally {
                oneAtATime.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notConfirmed();
        }
    }

    /** Appends what still waits; stops at the first record that the ledger does not take. */
    public void publishPending() {
        List<CertificateRecord> pending = repository.unlogged();
        try {
            pending.forEach(this::publish);
        } catch (Problem e) {
            LOG.log(Level.WARNING, "Certificate records wait for the ledger: {0}", e.detail());
        }
    }

    private void append(CertificateRecord pending) {
        EntryDraft draft = new EntryDraft(EntryKind.CERTIFICATE, pending.id(), NO_SUBJECT, Sha256.of(pending.object()));
        LedgerPosition position =
                ledger.appendNow(pending.acquirer(), draft).orElseThrow(CertificateRecords::notConfirmed);
        repository.logged(pending.id(), position.log().id(), position.index());
    }

    private static Problem notConfirmed() {
        return new Problem(
                ProblemType.NOT_CONFIRMED,
                "The ledger has not confirmed the certificate. Send the same request again.");
    }
}
