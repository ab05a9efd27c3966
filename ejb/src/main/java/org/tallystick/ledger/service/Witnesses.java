package org.tallystick.ledger.service;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.ledger.witness.WitnessAheadException;
import org.tallystick.ledger.witness.WitnessClient;
import org.tallystick.shared.service.Settings;

/**
 * The witnesses that the operator's policy names: all are asked at once for their cosignatures, and none is waited for
 * longer than the operator's patience.
 */
@ApplicationScoped
@PermitAll
public class Witnesses {
    private static final Logger LOG = Logger.getLogger(Witnesses.class.getName());
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    /** The longest that a log which is taken up waits: sales wait with it. */
    private static final Duration MOST_AT_START = Duration.ofSeconds(1);

    /** What the clients, who keep to the limit themselves, need to say so. */
    private static final Duration TURNAROUND = Duration.ofMillis(200);

    /** How long a witness that does not answer is not asked: it must not hold up one log after the other. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** How long a witness that has said no is not asked about that log. */
    private static final Duration REST_FROM_REFUSAL = Duration.ofMinutes(1);

    private final Settings settings;
    private final LogRepository repository;
    private final Duration patience;
    private final HttpClient http;
    private final Map<String, WitnessContact> contacts = new ConcurrentHashMap<>();
    private final Map<NoteVerifier, Long> restingUntil = new ConcurrentHashMap<>();
    private final Map<Integer, Judged> judged = new ConcurrentHashMap<>();
    private volatile @Nullable Optional<WitnessPolicy> policy;

    @Resource
    ManagedExecutorService executor;

    /** Whether a published note has the cosignatures that the policy demands. */
    private record Judged(byte[] note, boolean witnessed) {}

    @Inject
    Witnesses(Settings settings, LogRepository repository) {
        this(settings, repository, patience(settings));
    }

    /** @param patience the longest that a witness is waited for */
    Witnesses(Settings settings, LogRepository repository, Duration patience) {
        this.settings = settings;
        this.repository = repository;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static Duration patience(Settings settings) {
        Duration patience = settings.durationUpTo("tallystick.ledger.witness-patience", MOST_PATIENCE);
        if (patience.isZero()) {
            throw new IllegalStateException("tallystick.ledger.witness-patience must be longer than PT0S");
        }
        return patience;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Witnesses() {
        this.settings = null;
        this.repository = null;
        this.patience = null;
        this.http = null;
    }

    /** @throws IllegalStateException if the policy file cannot be read or understood; names the setting and the line */
    public Optional<WitnessPolicy> policy() {
        Optional<WitnessPolicy> known = policy;
        if (known == null) {
            known = settings.witnessPolicy().map(Witnesses::read);
            policy = known;
        }
        return known;
    }

    private static WitnessPolicy read(Path file) {
        try {
            WitnessPolicy policy = WitnessPolicy.parse(Files.readAllBytes(file));
            policy.witnesses().forEach(witness -> witness.url().ifPresent(URI::create));
            return policy;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "tallystick.ledger.witness-policy: the file " + file + " cannot be read", e);
        } catch (LedgerFormatException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "tallystick.ledger.witness-policy: " + file + " is no policy. " + e.getMessage(), e);
        }
    }

    /** Whether the checkpoint has the cosignatures that the policy demands; false if there is no policy, or it needs none. */
    boolean haveCosigned(LedgerLog log, SignedHead head) {
        Judged last = judged.get(log.id());
        if (last != null && Arrays.equals(last.note, head.checkpoint())) {
            return last.witnessed;
        }
        boolean witnessed = policy().filter(WitnessPolicy::needsWitnesses)
                .map(demanded -> demanded.isMetBy(demanded.cosigners(SignedNote.parse(head.checkpoint()))))
                .orElse(false);
        judged.put(log.id(), new Judged(head.checkpoint(), witnessed));
        return witnessed;
    }

    /**
     * When each witness of the policy cosigned the log last, as it says, by the witness's name there. One that never did, as far as this
     * node and the published note know, is not among them.
     */
    Map<String, Instant> cosignedAt(LedgerLog log, byte[] published) {
        Map<String, Instant> last = new TreeMap<>();
        SignedNote note = SignedNote.parse(published);
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        for (WitnessPolicy.Witness witness :
                policy().map(WitnessPolicy::witnesses).orElse(List.of())) {
            contact(witness.key(), log)
                    .cosignedAt()
                    .or(() -> note.signatures().stream()
                            .filter(line -> witness.key().hasSigned(line, text))
                            .flatMap(line -> witness.key().statedTime(line.signature()).stream())
                            .findFirst())
                    .ifPresent(at -> last.put(witness.name(), at));
        }
        return last;
    }

    /**
     * Asks every witness with an address that has not cosigned this checkpoint yet.
     *
     * @return the checkpoint with the cosignatures it got
     * @throws IllegalStateException if a witness shows that the log was larger once: a backup has been restored
     */
    SignedHead cosign(LedgerLog log, NoteVerifier key, SignedHead head) {
        if (policy().isEmpty()) {
            return head;
        }
        SignedNote note = SignedNote.parse(head.checkpoint());
        List<NoteVerifier> done = policy().get().cosigners(note);
        List<Future<Optional<NoteSignature>>> asked = new ArrayList<>();
        for (WitnessPolicy.Witness witness : policy().get().witnesses()) {
            if (witness.url().isPresent() && !done.contains(witness.key()) && mayBeAsked(witness.key(), log)) {
                URI prefix = URI.create(witness.url().get());
                WitnessClient client = new WitnessClient(witness.key(), prefix, http, patience);
                asked.add(executor.submit(() -> ask(client, log, key, head)));
            }
        }
        long end = System.nanoTime() + patience.plus(TURNAROUND).toNanos();
        for (Future<Optional<NoteSignature>> answer : asked) {
            Optional<NoteSignature> cosignature = await(answer, end - System.nanoTime());
            if (cosignature.isPresent()) {
                note = note.with(cosignature.get());
            }
        }
        return new SignedHead(head.size(), note.bytes());
    }

    /**
     * What the witnesses have of the log under its own signature, by their names. All are asked at once; one that does not answer within
     * a second, or has nothing, is passed over.
     */
    Map<String, Checkpoint> latest(LedgerLog log, NoteVerifier key) {
        Duration wait = patience.compareTo(MOST_AT_START) < 0 ? patience : MOST_AT_START;
        List<WitnessClient> clients = policy().map(WitnessPolicy::witnesses).orElse(List.of()).stream()
                .filter(witness -> witness.url().isPresent() && !isResting(witness.key()))
                .map(witness -> new WitnessClient(
                        witness.key(), URI.create(witness.url().orElseThrow()), http, wait))
                .toList();
        Map<String, Future<Optional<Checkpoint>>> asked = new TreeMap<>();
        for (WitnessClient client : clients) {
            asked.put(client.key().name(), executor.submit(() -> client.latest(log.origin(), key)));
        }
        long end = System.nanoTime() + wait.plus(TURNAROUND).toNanos();
        Map<String, Checkpoint> found = new TreeMap<>();
        asked.forEach((name, answer) -> {
            try {
                answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                        .ifPresent(checkpoint -> found.put("the witness " + name, checkpoint));
            } catch (TimeoutException | ExecutionException e) {
                answer.cancel(true);
                LOG.log(Level.INFO, "The witness {0} does not say what it has of {1}: {2}", new Object[] {
                    name, log.origin(), e.toString()
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return found;
    }

    private WitnessContact contact(NoteVerifier witness, LedgerLog log) {
        return contacts.computeIfAbsent(witness.vkey() + " " + log.id(), name -> new WitnessContact(REST_FROM_REFUSAL));
    }

    private boolean mayBeAsked(NoteVerifier witness, LedgerLog log) {
        return !isResting(witness) && !contact(witness, log).isResting();
    }

    private boolean isResting(NoteVerifier witness) {
        Long end = restingUntil.get(witness);
        return end != null && System.nanoTime() - end < 0;
    }

    private Optional<NoteSignature> ask(WitnessClient client, LedgerLog log, NoteVerifier key, SignedHead head)
            throws InterruptedException {
        WitnessContact contact = contact(client.key(), log);
        TiledLog tree = new TiledLog(new DatabaseTileSource(repository, log.id()), head.size());
        try {
            NoteSignature cosignature = client.cosign(head.checkpoint(), key, contact.believed(), tree::consistency);
            if (contact.cosigned(client.key().statedTime(cosignature.signature()))) {
                LOG.log(Level.INFO, "{0} cosigns {1} now", new Object[] {
                    client.key().name(), log.origin()
                });
            }
            return Optional.of(cosignature);
        } catch (WitnessAheadException e) {
            throw new IllegalStateException(e.getMessage() + ": a backup has been restored", e);
        } catch (IOException e) {
            if (e instanceof HttpTimeoutException || e instanceof ConnectException) {
                restingUntil.put(client.key(), System.nanoTime() + REST.toNanos());
            }
            if (contact.failed(e)) {
                LOG.log(Level.WARNING, "No cosignature for {0} from {1}: {2}", new Object[] {
                    log.origin(), client.key().name(), e.toString()
                });
            }
            return Optional.empty();
        }
    }

    private static Optional<NoteSignature> await(Future<Optional<NoteSignature>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException rolledBack) {
                throw rolledBack;
            }
            LOG.log(Level.WARNING, "A witness could not be asked", e.getCause());
            return Optional.empty();
        }
    }
}
