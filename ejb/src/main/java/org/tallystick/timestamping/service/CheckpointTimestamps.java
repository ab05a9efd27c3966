package org.tallystick.timestamping.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.LedgerTimestamps;
import org.tallystick.ledger.service.NewTimestamp;
import org.tallystick.ledger.service.StoredTimestamp;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.StampRhythm;
import org.tallystick.timestamping.TimestampRecord;
import org.tallystick.timestamping.TimestampToken;

/**
 * Timestamps the newest published checkpoint of each log that has grown, and of a quiet one before its evidence ages. No timestamp is
 * asked for while the clock may be wrong: then the ledger's own times would not agree with it.
 */
@ApplicationScoped
@PermitAll
public class CheckpointTimestamps {
    private static final Logger LOG = Logger.getLogger(CheckpointTimestamps.class.getName());
    private static final int SALT_BYTES = 16;
    private static final int PATIENCE_SECONDS = 30;

    private final LedgerFiles files;
    private final LedgerTimestamps timestamps;
    private final TimestampSource source;
    private final StampMaterial material;
    private final ClockWatch watch;
    private final TimeSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** How old the newest timestamp of a log is; {@code at} is empty before the first. */
    public record Progress(String origin, Optional<Instant> at, long published, long covered) {}

    @Inject
    CheckpointTimestamps(
            LedgerFiles files,
            LedgerTimestamps timestamps,
            TimestampSource source,
            StampMaterial material,
            ClockWatch watch,
            TimeSettings settings,
            Clock clock) {
        this.files = files;
        this.timestamps = timestamps;
        this.source = source;
        this.material = material;
        this.watch = watch;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CheckpointTimestamps() {
        this(null, null, null, null, null, null, null);
    }

    /** Stamps what is due. A log that cannot be stamped is logged, does not hold up the others, and is tried again. */
    void stampAll() {
        if (!watch.mayStamp()) {
            throw new IllegalStateException("the clock cannot be relied on: no checkpoint is timestamped");
        }
        int failed = 0;
        for (LedgerShard shard : files.shards()) {
            LedgerLog log = shard.log();
            try {
                stamp(shard);
            } catch (RuntimeException e) {
                failed++;
                LOG.log(Level.WARNING, "The checkpoint of " + log.origin() + " is not timestamped", e);
            }
        }
        if (failed > 0) {
            throw new IllegalStateException(failed + " logs were not timestamped; the server's log says why");
        }
    }

    /** Roots of the configured authority of somebody else, which vouch for timestamps and for nothing else. */
    public List<X509Certificate> foreignRoots() {
        return settings.externalRoots();
    }

    /** The logs that take entries, and those that have ended and are not timestamped to their end. */
    public List<Progress> progress() {
        return files.shards().stream().flatMap(this::unfinished).toList();
    }

    private Stream<Progress> unfinished(LedgerShard shard) {
        Progress progress = progress(shard.log());
        return shard.isOpen() || progress.covered() < progress.published() ? Stream.of(progress) : Stream.empty();
    }

    private Progress progress(LedgerLog log) {
        Optional<StoredTimestamp> newest = timestamps.newest(log);
        return new Progress(
                log.origin(),
                newest.map(StoredTimestamp::at),
                files.publishedState(log).map(LedgerFiles.PublishedState::size).orElse(0L),
                newest.map(last -> last.entryLog() == log.id() ? Math.max(last.size(), last.index() + 1) : last.size())
                        .orElse(0L));
    }

    private void stamp(LedgerShard shard) {
        LedgerLog log = shard.log();
        Optional<String> note = files.publishedCheckpoint(log);
        if (note.isEmpty()) {
            return;
        }
        byte[] bytes = note.get().getBytes(StandardCharsets.UTF_8);
        long size = Checkpoint.parse(SignedNote.parse(bytes).text()).size();
        StampRhythm rhythm = settings.rhythm();
        Optional<StoredTimestamp> newest = timestamps.newest(log);
        boolean due = shard.isOpen()
                ? rhythm.isDue(newest.map(CheckpointTimestamps::stamped), size, clock.instant())
                : newest.map(StoredTimestamp::size).orElse(0L) < size;
        if (due) {
            TimestampToken token = source.stamp(bytes, rhythm.digest());
            keep(log, size, record(log, note.get(), token));
        }
    }

    private TimestampRecord record(LedgerLog log, String note, TimestampToken token) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return TimestampRecord.of(note, token, material.certificates(token), material.revocations(token, log), salt);
    }

    /** Nothing is kept that nobody could verify. */
    private void keep(LedgerLog log, long size, TimestampRecord record) {
        TimestampToken token = record.token();
        X509Certificate signer = token.signer(record.certificates())
                .filter(token::isSignedBy)
                .orElseThrow(() -> new IllegalStateException("the timestamp does not verify with its certificate"));
        NewTimestamp made = new NewTimestamp(
                record.checkpoint(),
                size,
                token.time(),
                token.der(),
                record.bytes(),
                new NewTimestamp.Certified(
                        StoredCertificate.thumbprint(signer),
                        signer.getNotBefore().toInstant(),
                        signer.getNotAfter().toInstant()),
                token.digest().bits());
        try {
            timestamps.add(log, made).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException("the timestamp may not have been kept; it is made again", e);
        }
    }

    private static StampRhythm.Stamped stamped(StoredTimestamp newest) {
        return new StampRhythm.Stamped(
                newest.size(),
                newest.index(),
                newest.at(),
                newest.certificate().from(),
                newest.certificate().to(),
                ImprintDigest.ofBits(newest.strength()).orElse(ImprintDigest.SHA256));
    }
}
