package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.AuditRecord;
import org.tallystick.access.AuditSearch;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/**
 * Who did or saw what: a chain in which each record's hash covers the one before. Records are written in the transaction of what
 * they tell of. While the chain grows, its head goes into the first acquirer's log every minute: whoever changes an older record
 * must also change the ledger.
 */
@ApplicationScoped
@PermitAll
public class AuditTrail {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());
    private static final long PATIENCE_SECONDS = 10;

    private final AuditRepository repository;
    private final Ledger ledger;
    private final Clock clock;

    @Inject
    AuditTrail(AuditRepository repository, Ledger ledger, Clock clock) {
        this.repository = repository;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditTrail() {
        this(null, null, null);
    }

    @Transactional
    void record(@Observes AuditEvent event) {
        AuditRepository.Head head = repository.lockHead();
        repository.add(AuditRecord.next(head.seq() + 1, clock.millis(), event, head.hash()));
    }

    /** Records that fit, the newest first. Looking is itself recorded by the page. */
    public List<AuditRecord> find(Viewer viewer, AuditSearch search, int first, int count) {
        viewer.require(Role.OPERATOR);
        return repository.find(search, first, count);
    }

    public long count(Viewer viewer, AuditSearch search) {
        viewer.require(Role.OPERATOR);
        return repository.count(search);
    }

    /** Every record that fits, the oldest first. */
    public void each(Viewer viewer, AuditSearch search, Consumer<AuditRecord> reader) {
        viewer.require(Role.OPERATOR);
        repository.each(search, reader);
    }

    /** How many records the chain has, and how many of them the ledger covers. */
    public long[] lengths(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        AuditRepository.Head head = repository.head();
        return new long[] {head.seq(), head.logged()};
    }

    /** Recomputes the whole chain. @return the first record that does not follow; empty if all do */
    public OptionalLong firstBroken(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        ChainCheck check = new ChainCheck();
        repository.each(AuditSearch.ALL, check);
        AuditRepository.Head head = repository.head();
        if (check.broken == 0 && check.seq < head.seq()) {
            return OptionalLong.of(check.seq + 1);
        }
        return check.broken == 0 ? OptionalLong.empty() : OptionalLong.of(check.broken);
    }

    /** Puts the head into the ledger if it has moved. */
    @Transactional
    public void anchor() {
        AuditRepository.Head head = repository.head();
        Optional<String> acquirer = ledger.commonAcquirer();
        if (head.seq() == head.logged() || acquirer.isEmpty()) {
            return;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("records", head.seq());
        object.put("hash", Base64Url.encode(head.hash()));
        object.put("salt", Ids.random());
        byte[] bytes = JsonWriter.write(object);
        String id = Ids.random();
        try {
            repository.anchor(id, head.seq(), bytes);
            ledger.append(acquirer.get(), new EntryDraft(EntryKind.AUDIT_TRAIL, id, "-", Sha256.of(bytes)))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            repository.logged(head.seq());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "The audit trail''s head waits for the ledger", e);
        }
    }

    /** Follows the chain record by record. */
    private static final class ChainCheck implements Consumer<AuditRecord> {
        private byte[] previous = new byte[AuditRecord.HASH_LENGTH];
        private long seq;
        private long broken;

        @Override
        public void accept(AuditRecord stored) {
            AuditRecord expected = AuditRecord.next(seq + 1, stored.at(), stored.event(), previous);
            if (broken == 0 && (stored.seq() != seq + 1 || !Arrays.equals(stored.hash(), expected.hash()))) {
                broken = seq + 1;
            }
            seq = stored.seq();
            previous = stored.hash();
        }
    }
}
