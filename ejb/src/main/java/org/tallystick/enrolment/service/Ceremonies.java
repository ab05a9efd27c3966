package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.Ceremony;
import org.tallystick.enrolment.Ceremony.Told;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/**
 * What was done with the platform's keys, by whom and when, and what became of them: ledger entries of the kinds {@code ceremony} and
 * {@code incident} in the log of the first acquirer. Public parts only. A record is stored with what it tells of; its entry follows. What
 * a crash leaves without an entry is appended by {@link #publish}: twice at worst, never not at all.
 */
@ApplicationScoped
@PermitAll
public class Ceremonies {
    private static final int LONGEST_NAME = 200;
    /** Who acts when nobody has asked. */
    static final String PLATFORM = "platform";

    private final CeremonyRepository repository;
    private final EnrolmentRepository enrolments;
    private final Ledger ledger;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    @Inject
    Ceremonies(CeremonyRepository repository, EnrolmentRepository enrolments, Ledger ledger, Clock clock) {
        this.repository = repository;
        this.enrolments = enrolments;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Ceremonies() {
        this(null, null, null, null);
    }

    /** A key has been made. */
    void made(String name, X509Certificate certificate) {
        record("made", name, certificate, PLATFORM, Map.of());
    }

    /** Something was done with a key; stored in the caller's transaction if there is one. */
    void record(String event, String name, X509Certificate certificate, String actor, Map<String, String> more) {
        store(
                new Told(EntryKind.CEREMONY, event, StoredCertificate.thumbprint(certificate), name, actor),
                certificate,
                more);
    }

    /** A key fails, or works again. */
    void incident(String event, String name, X509Certificate certificate, Map<String, String> more) {
        String thumbprint = StoredCertificate.thumbprint(certificate);
        store(new Told(EntryKind.INCIDENT, event, thumbprint, name, PLATFORM), certificate, more);
    }

    private void store(Told told, X509Certificate certificate, Map<String, String> more) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", told.event());
        object.put("key", told.name());
        object.put("thumbprint", told.subject());
        object.put("subject", certificate.getSubjectX500Principal().getName());
        object.put("notAfter", certificate.getNotAfter().toInstant().toString());
        object.put("actor", told.actor());
        object.put("time", now.toString());
        object.putAll(more);
        object.put("salt", Ids.random());
        String name =
                told.name().substring(0, Math.min(LONGEST_NAME, told.name().length()));
        repository.persist(new Ceremony(
                Ids.random(),
                new Told(told.kind(), told.event(), told.subject(), name, told.actor()),
                JsonWriter.write(object),
                now));
    }

    /** The newest first. */
    public List<Ceremony> newest(Viewer viewer, int count) {
        viewer.require(Role.OPERATOR, Role.REGULATOR);
        return repository.newest(count);
    }

    /** Who did this with the key of this certificate last. */
    Optional<String> lastActor(String event, String thumbprint) {
        return repository.lastActor(event, thumbprint);
    }

    /** Appends what still waits; stops at the first that the ledger does not take. Without an acquirer there is no log yet. */
    public void publish() {
        Optional<String> acquirer = enrolments.acquirerCodes().stream().findFirst();
        if (acquirer.isEmpty() || !oneAtATime.tryLock()) {
            return;
        }
        try {
            for (Ceremony waiting : repository.unlogged()) {
                if (!append(acquirer.get(), waiting)) {
                    return;
                }
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private boolean append(String acquirer, Ceremony waiting) {
        EntryDraft draft = new EntryDraft(waiting.told().kind(), waiting.id(), "-", Sha256.of(waiting.object()));
        Optional<LedgerPosition> position = ledger.appendNow(acquirer, draft);
        position.ifPresent(
                at -> repository.logged(waiting.id(), acquirer, at.log().id(), at.index()));
        return position.isPresent();
    }
}
