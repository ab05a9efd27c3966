package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.OptionalLong;
import org.tallystick.enrolment.TerminalEvent;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

/**
 * Keeps what terminals report and tells them how they stand (API.md, Terminal events). The same payload again is answered
 * and not stored twice.
 */
@ApplicationScoped
@PermitAll
public class TerminalEvents {
    private static final int MOST_GAPS = 256;
    private static final int MOST_UNSIGNED = 256;

    /** What terminals are told to keep to; durations in seconds, sizes in bytes. */
    private static final Map<String, Object> POLICY = policy();

    private final EventRepository repository;
    private final ProgramRepository programs;
    private final HealthRepository health;
    private final FallbackSecrets secrets;
    private final Clock clock;

    @Inject
    TerminalEvents(
            EventRepository repository,
            ProgramRepository programs,
            HealthRepository health,
            FallbackSecrets secrets,
            Clock clock) {
        this.repository = repository;
        this.programs = programs;
        this.health = health;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalEvents() {
        this(null, null, null, null, null);
    }

    /**
     * @return members of the answer
     * @throws Problem malformed, member-invalid or bill-mismatch (what it says); certificate-unknown (key reported stolen);
     *     forbidden (HELLO with a certificate that is not in force)
     */
    @Transactional
    public Map<String, Object> accept(SignedEvent event) {
        requireHolder(event.signer());
        TerminalSubject subject = event.signer().subject();
        EventMessage message = EventMessage.parse(event.payload(), subject);
        if (event.signer().awaitsHello() && message.type() != TerminalEventType.HELLO) {
            throw unproven();
        }
        if (message.type() == TerminalEventType.HELLO) {
            requireInForce(event.signer());
        }
        store(event, message);
        return switch (message.type()) {
            case HELLO -> standing(event.signer(), true);
            case HEARTBEAT -> standing(event.signer(), false);
            default -> Map.of("serverTime", serverTime());
        };
    }

    private void store(SignedEvent event, EventMessage message) {
        String digest = Base64Url.encode(Sha256.of(event.payload()));
        if (repository.isStored(digest)) {
            return;
        }
        Instant now = clock.instant();
        TerminalSubject subject = event.signer().subject();
        repository.persist(new TerminalEvent(
                digest,
                new TerminalEvent.Facts(subject.terminalNo(), subject.series(), message.type(), message.time()),
                event.envelope(),
                now));
        stands(subject.terminalNo(), message, now);
        Instant when = message.time().isAfter(now) ? now : message.time();
        message.program()
                .filter(TerminalProgram::isTold)
                .ifPresent(program -> programs.runs(subject.terminalNo(), program, when));
        message.waiting().forEach(waiting -> repository.announce(waiting, subject.terminalNo(), now.toEpochMilli()));
    }

    private void stands(String terminalNo, EventMessage message, Instant now) {
        if (message.type() == TerminalEventType.HEARTBEAT) {
            health.beat(terminalNo, now, message.outbox(), message.time());
        } else {
            health.heard(terminalNo, now);
        }
    }

    private Map<String, Object> standing(CertifiedKey signer, boolean hello) {
        TerminalSubject subject = signer.subject();
        OptionalLong last = repository.lastCounter(subject.terminalNo(), subject.series());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("series", subject.series());
        members.put("terminalNo", subject.terminalNo());
        members.put("merchantNo", subject.merchantNo());
        members.put("acquirer", subject.acquirer());
        members.put(
                "fallbackSecret",
                hello && last.isEmpty()
                        ? Optional.of(secrets.of(subject.terminalNo(), subject.series()))
                        : Optional.empty());
        members.put("lastCounter", last.orElse(0));
        members.put("missing", missing(subject));
        members.put("unsigned", unsigned(subject));
        members.put("serverTime", serverTime());
        members.put("certificateExpires", signer.validity().notAfter().toString());
        members.put("policy", POLICY);
        return members;
    }

    private String serverTime() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private List<Map<String, Object>> missing(TerminalSubject subject) {
        return repository.gaps(subject.terminalNo(), subject.series(), MOST_GAPS).stream()
                .map(gap -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("from", gap.from());
                    members.put("to", gap.to());
                    return members;
                })
                .toList();
    }

    /** Ranges of one series each, as {@code missing} has them. */
    private List<Map<String, Object>> unsigned(TerminalSubject subject) {
        List<Map<String, Object>> ranges = new ArrayList<>();
        EventRepository.Unsigned last = new EventRepository.Unsigned(0, 0);
        for (EventRepository.Unsigned bill :
                repository.unsigned(subject.terminalNo(), subject.series(), MOST_UNSIGNED)) {
            boolean follows = bill.series() == last.series() && bill.counter() == last.counter() + 1;
            if (!follows) {
                Map<String, Object> range = new LinkedHashMap<>();
                range.put("series", bill.series());
                range.put("from", bill.counter());
                ranges.add(range);
            }
            ranges.get(ranges.size() - 1).put("to", bill.counter());
            last = bill;
        }
        return ranges;
    }

    /** Why nothing but HELLO is taken from a certificate issued elsewhere whose key has proved nothing yet. */
    public static Problem unproven() {
        return new Problem(
                ProblemType.CERTIFICATE_UNKNOWN,
                "This certificate is registered, but its key has proved nothing yet. Send HELLO first.");
    }

    private static void requireHolder(CertifiedKey signer) {
        if (signer.revocation().filter(end -> end.reason().isCompromise()).isPresent()) {
            throw new Problem(
                    ProblemType.CERTIFICATE_UNKNOWN,
                    "This certificate's key was reported stolen and no longer proves who sent the event. Enrol again.");
        }
    }

    private void requireInForce(CertifiedKey signer) {
        boolean expired = clock.instant().isAfter(signer.validity().notAfter());
        if (signer.suspended() || signer.revocation().isPresent() || expired) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "The certificate is suspended, revoked or expired. Ask the merchant for a new enrolment code.");
        }
    }

    private static Map<String, Object> policy() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("offlineWindow", 72 * 3600);
        policy.put("heartbeatInterval", 300);
        policy.put("batchMax", 256);
        policy.put("billMax", 8 << 10);
        policy.put("partsMax", 256 << 10);
        return policy;
    }
}
