package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.retention.ErasureGround;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.PartsErased;
import org.tallystick.retention.service.ErasureRepository.Fresh;
import org.tallystick.retention.service.ErasureRepository.Target;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.service.Ids;
import org.tallystick.signing.TypedText;

/**
 * Erases the parts of receipts: for an institution's officer those of its merchants, at a consumer's or merchant's request; for a regulator by
 * order. What is open about a receipt holds a request up, not a regulator's order.
 */
@ApplicationScoped
@PermitAll
public class Erasures {
    private static final Logger LOG = Logger.getLogger(Erasures.class.getName());

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 1_000;

    private static final int SHOWN = 200;
    /** Whoever ordered what no person did. */
    private static final String NOBODY = "-";

    private static final List<ErasureGround> REQUESTS = List.of(ErasureGround.CONSUMER, ErasureGround.MERCHANT);

    private final ErasureRepository repository;
    private final ErasureBook book;
    private final LedgerRemovals removals;
    private final Event<AuditEvent> audit;
    private final Event<PartsErased> erased;
    private final Clock clock;

    /**
     * What was erased.
     *
     * @param again a restored backup had brought it back, and it was erased a second time
     * @param place in its log; empty while it waits
     * @param shard name of that log among the institution's; empty if it waits, or it is not known any more
     * @param subject number of the receipt, or of the complaint about it
     */
    public record Erased(
            String receipt,
            String merchantNo,
            ErasureGround ground,
            String by,
            String reason,
            Instant at,
            boolean again,
            Optional<Long> place,
            String shard,
            Kind kind,
            String subject) {}

    @Inject
    Erasures(
            ErasureRepository repository,
            ErasureBook book,
            LedgerRemovals removals,
            Event<AuditEvent> audit,
            Event<PartsErased> erased,
            Clock clock) {
        this.repository = repository;
        this.book = book;
        this.removals = removals;
        this.audit = audit;
        this.erased = erased;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Erasures() {
        this(null, null, null, null, null, null);
    }

    /** The newest that the viewer may see. */
    @Transactional
    public List<Erased> list(Viewer viewer) {
        viewer.require(Role.INSTITUTION_OFFICER, Role.REGULATOR);
        String scope = viewer.scope().orElse("");
        boolean regulator = viewer.role() == Role.REGULATOR;
        return repository.list(regulator ? "" : scope, regulator ? scope : "", SHOWN);
    }

    /**
     * Erases the parts of a receipt, for good.
     *
     * @param ground whose request it is; a regulator's is always its own order
     * @return empty if it is done; else what is wrong by field ({@code number}, {@code ground}, {@code reason}), and nothing was changed
     */
    @Transactional
    public Map<String, String> order(Viewer viewer, String number, String ground, String reason) {
        viewer.require(Role.INSTITUTION_OFFICER, Role.REGULATOR);
        Optional<ErasureGround> account = ground(viewer, ground);
        String why = TypedText.tidy(reason);
        if (account.isEmpty()) {
            return Map.of("ground", "erasure.ground");
        }
        if (TypedText.fault(why, LONGEST_REASON).isPresent()) {
            return Map.of("reason", "erasure.reason");
        }
        Optional<Target> target = repository.find(number).filter(found -> isSeen(viewer, found));
        if (target.isEmpty()) {
            return Map.of("number", "erasure.unknown");
        }
        if (account.get() != ErasureGround.REGULATOR && repository.isHeld(target.get())) {
            return Map.of("number", "erasure.held");
        }
        if (!repository.erase(target.get())) {
            return Map.of("number", "erasure.nothing");
        }
        audit.fire(viewer.audit("receipt.erase", number).because(why));
        store(new Order(Kind.PARTS, number, target.get(), account.get(), viewer.login(), why));
        return Map.of();
    }

    /**
     * What came of lines of the register.
     *
     * @param done how many were carried out
     * @param unknown those about what this database does not have (yet)
     */
    public record Replayed(int done, List<ErasureRegister.Line> unknown) {}

    /** Carries out what the register names and this database lacks. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Replayed replay(List<ErasureRegister.Line> lines) {
        Set<String> known =
                repository.known(lines.stream().map(ErasureRegister.Line::id).toList());
        List<ErasureRegister.Line> unknown = new ArrayList<>();
        int done = 0;
        for (ErasureRegister.Line line : lines) {
            if (line.kind() == Kind.LATE_SIGNATURE || known.contains(line.id())) {
                continue;
            }
            if (line.kind() == Kind.LOG) {
                Optional<LedgerRemovals.Outcome> outcome = remove(line);
                done += outcome.filter(LedgerRemovals.Outcome.REMOVED::equals).isPresent() ? 1 : 0;
                if (outcome.filter(LedgerRemovals.Outcome.NOT_POSSIBLE::equals).isPresent()) {
                    unknown.add(line);
                }
                continue;
            }
            boolean complaint = line.kind() == Kind.COMPLAINT;
            Optional<Target> target =
                    complaint ? repository.ofComplaint(line.subject()) : repository.find(line.subject());
            if (target.isEmpty()) {
                unknown.add(line);
                continue;
            }
            Fresh fresh = read(line, target.get());
            repository.add(
                    fresh, complaint ? repository.eraseComplaint(line.subject()) : repository.erase(target.get()));
            if (!complaint) {
                tell(target.get(), fresh.by(), fresh.reason(), true);
            }
            done++;
        }
        return new Replayed(done, unknown);
    }

    /**
     * What cannot be done now is tried again in a minute: it never keeps the server from starting.
     *
     * @return empty for a line that no version of this platform has written
     */
    private Optional<LedgerRemovals.Outcome> remove(ErasureRegister.Line line) {
        try {
            return Optional.of(removals.remove(line.id(), MasterRemoval.parse(line.object())));
        } catch (LedgerFormatException e) {
            LOG.log(
                    Level.SEVERE,
                    "The register of erasures has a removal of a log that cannot be read: " + line.id(),
                    e);
            return Optional.empty();
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "The removal of " + line.subject() + " cannot be carried out now", e);
            return Optional.of(LedgerRemovals.Outcome.NOT_POSSIBLE);
        }
    }

    /** Erases what a rule says is over, in the caller's transaction; what is gone already stays so. */
    void expire(Kind kind, String subject, Target target, String reason) {
        boolean done = kind == Kind.COMPLAINT ? repository.eraseComplaint(subject) : repository.erase(target);
        if (done) {
            store(new Order(kind, subject, target, ErasureGround.RETENTION, NOBODY, reason));
        }
    }

    /** What is to be erased, on whose account, by whom and why. */
    private record Order(Kind kind, String subject, Target target, ErasureGround ground, String by, String reason) {}

    /** The line of the register comes last: only the commit follows it. */
    private void store(Order order) {
        if (order.kind() == Kind.PARTS) {
            tell(order.target(), order.by(), order.reason(), false);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("erased", order.kind().name());
        object.put("subject", order.subject());
        object.put("receipt", order.target().number());
        object.put("ground", order.ground().name());
        object.put("by", order.by());
        object.put("at", now.toString());
        object.put("reason", order.reason());
        object.put("salt", Ids.random());
        ErasureRegister.Line line =
                new ErasureRegister.Line(Ids.random(), order.kind(), order.subject(), JsonWriter.write(object));
        repository.add(read(line, order.target()), false);
        book.add(line);
    }

    private void tell(Target target, String by, String reason, boolean again) {
        erased.fire(new PartsErased(repository.numbers(target), by, reason, again));
    }

    private static Fresh read(ErasureRegister.Line line, Target target) {
        JsonObject object = StrictJson.parse(line.object(), StrictJson.Limits.UPLOAD);
        return new Fresh(
                line.id(),
                line.kind(),
                line.subject(),
                target,
                ErasureGround.valueOf(object.string("ground")),
                object.string("by"),
                object.string("reason"),
                Instant.parse(object.string("at")),
                line.object());
    }

    private static Optional<ErasureGround> ground(Viewer viewer, String ground) {
        if (viewer.role() == Role.REGULATOR) {
            return Optional.of(ErasureGround.REGULATOR);
        }
        return REQUESTS.stream().filter(one -> one.name().equals(ground)).findFirst();
    }

    private static boolean isSeen(Viewer viewer, Target target) {
        String whose = viewer.role() == Role.REGULATOR ? target.region() : target.acquirer();
        return viewer.scope().map(whose::equals).orElse(viewer.role() == Role.REGULATOR);
    }
}
