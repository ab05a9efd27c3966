package org.tallystick.ledger.witness;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.WitnessRequest;
import org.tallystick.shared.TimedBody;

/**
 * A log's side of C2SP tlog-witness: asks one witness for its cosignature, and believes nothing that it does not sign.
 * Thread-safe.
 */
public final class WitnessClient {
    private static final int LONGEST_ANSWER = 64 << 10;

    private final NoteVerifier key;
    private final String prefix;
    private final HttpClient client;
    private final Duration limit;

    /** What the log can prove of itself. */
    @FunctionalInterface
    public interface Proofs {
        /** @param oldSize from 0 to the size of the checkpoint that is to be cosigned */
        ConsistencyProof from(long oldSize) throws IOException;
    }

    /**
     * @param key of the witness, as the log has it from elsewhere
     * @param prefix submission prefix of the witness
     * @param limit of one whole conversation
     */
    public WitnessClient(NoteVerifier key, URI prefix, HttpClient client, Duration limit) {
        this.key = key;
        this.prefix = prefix.toString().replaceFirst("/*$", "/");
        this.client = client;
        this.limit = limit;
    }

    public NoteVerifier key() {
        return key;
    }

    /**
     * @param note the signed checkpoint; signatures under other names than the log's are not sent, as witnesses take short requests only
     * @param log key that signed it
     * @param believed size that the witness is thought to know; becomes what it says that it knows, even if its next answer is too late for
     *     a cosignature: a witness far away is never asked twice for each checkpoint
     * @throws WitnessAheadException if the witness has a larger checkpoint of the log under the log's own signature
     * @throws WitnessRefusalException if the witness says no
     * @throws IOException if there is no cosignature within the limit
     */
    public NoteSignature cosign(byte[] note, NoteVerifier log, AtomicLong believed, Proofs proofs)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Checkpoint checkpoint = Checkpoint.open(note, List.of(log));
        byte[] own = SignedNote.parse(note).onlyBy(log.name()).bytes();
        Answer answer = add(proofs.from(Math.min(believed.get(), checkpoint.size())), own, end);
        if (answer.status == 409) {
            long known = size(answer);
            if (known > checkpoint.size()) {
                throw ahead(checkpoint, log, end);
            }
            believed.set(known);
            answer = add(proofs.from(known), own, end);
        }
        if (answer.status != 200) {
            throw new WitnessRefusalException(key.name(), answer.status, answer.text());
        }
        NoteSignature cosignature = cosignature(answer, SignedNote.parse(note));
        believed.set(checkpoint.size());
        return cosignature;
    }

    /**
     * What the witness cosigned last of a log.
     *
     * @return empty if it has nothing that the log's key has signed
     * @throws IOException if it does not answer within the limit
     */
    public Optional<Checkpoint> latest(String origin, NoteVerifier log) throws IOException, InterruptedException {
        Answer latest = latest(origin, System.nanoTime() + limit.toNanos());
        try {
            return latest.status == 200 ? Optional.of(Checkpoint.open(latest.body, List.of(log))) : Optional.empty();
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private Answer latest(String origin, long end) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(prefix + WitnessMemory.hash(origin) + "/checkpoint")), end);
    }

    private NoteSignature cosignature(Answer answer, SignedNote note) throws IOException {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        for (String line : answer.text().split("\n", -1)) {
            if (!line.isEmpty()) {
                NoteSignature signature = parsed(line);
                if (key.hasSigned(signature, text)) {
                    return signature;
                }
            }
        }
        throw new IOException("The witness " + key.name() + " answered without a cosignature of its own");
    }

    private NoteSignature parsed(String line) throws IOException {
        try {
            return NoteSignature.parse(line);
        } catch (LedgerFormatException e) {
            throw new IOException("The witness " + key.name() + " answered in no known form", e);
        }
    }

    /** What the witness claims counts only if the log itself has signed it: else it could stop any log. */
    private IOException ahead(Checkpoint checkpoint, NoteVerifier log, long end)
            throws IOException, InterruptedException {
        Answer latest = latest(checkpoint.origin(), end);
        try {
            if (latest.status == 200
                    && Checkpoint.open(latest.body, List.of(log)).size() > checkpoint.size()) {
                return new WitnessAheadException(key.name(), latest.body);
            }
        } catch (LedgerFormatException e) {
            // Said below.
        }
        return new IOException(
                "The witness " + key.name()
                        + " claims to know a larger tree, and shows no signature of the log for it: has a backup been restored?");
    }

    private Answer add(ConsistencyProof proof, byte[] note, long end) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(prefix + "add-checkpoint"))
                        .POST(BodyPublishers.ofByteArray(WitnessRequest.of(proof, note))),
                end);
    }

    /** A kept connection may be closed by the witness in the moment of its next use, and nothing is done twice by asking twice. */
    private Answer send(HttpRequest.Builder request, long end) throws IOException, InterruptedException {
        try {
            return once(request, end);
        } catch (HttpTimeoutException | SocketTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            return once(request, end);
        }
    }

    private Answer once(HttpRequest.Builder request, long end) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(request.timeout(left(end)).build(), BodyHandlers.ofInputStream());
        try (InputStream body = new TimedBody(response.body(), Duration.ofNanos(end - System.nanoTime()))) {
            return new Answer(response.statusCode(), body.readNBytes(LONGEST_ANSWER));
        }
    }

    private Duration left(long end) throws IOException {
        long nanos = end - System.nanoTime();
        if (nanos <= 0) {
            throw new HttpTimeoutException("The witness " + key.name() + " did not answer in time");
        }
        return Duration.ofNanos(nanos);
    }

    /** Some witnesses say no size where they cosigned another tree of the very size that is believed. */
    private long size(Answer answer) throws IOException {
        if (!answer.text().matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new WitnessRefusalException(key.name(), answer.status, "without a size");
        }
        return Long.parseLong(answer.text().strip());
    }

    private record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
