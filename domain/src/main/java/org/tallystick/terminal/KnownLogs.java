package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TiledLog;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/**
 * The logs that this terminal knows, their keys, and the newest checkpoint it has seen of each. A log that appears
 * later, as every quarter one does, is learnt over verified TLS; the key of a known one never changes.
 */
final class KnownLogs {
    private static final String FOLDER = "checkpoints";

    private final StateDirectory state;
    private final PlatformClient client;
    private final Map<String, SeenCheckpoint> fresh = new LinkedHashMap<>();
    private TerminalProfile profile;

    /** A verified checkpoint and the note it came in. */
    private record SeenCheckpoint(Checkpoint checkpoint, byte[] note) {}

    KnownLogs(StateDirectory state, PlatformClient client, TerminalProfile profile) {
        this.state = state;
        this.client = client;
        this.profile = profile;
    }

    /** The logs as the platform lists them; {@link Trouble#NOT_CONFIRMED} if it does not. */
    static List<PinnedLog> announced(PlatformClient client) {
        HttpAnswer answer = client.get("/ledger/logs");
        if (!answer.isOk()) {
            throw new TerminalException(Trouble.NOT_CONFIRMED, answer.explanation());
        }
        try {
            return PinnedLog.of(StrictJson.parseArray(answer.body(), StrictJson.Limits.ENVELOPE, "logs"));
        } catch (Problem | LedgerFormatException e) {
            throw new TerminalException(Trouble.NOT_CONFIRMED, "The platform's list of logs cannot be read.", e);
        }
    }

    /**
     * The key of a log.
     *
     * @throws UnbelievableException if the platform does not list such a log either
     */
    NoteVerifier key(String origin) {
        return find(origin)
                .or(() -> learn(origin))
                .map(PinnedLog::key)
                .orElseThrow(() -> new UnbelievableException("the log is none that the platform announces"));
    }

    private Optional<PinnedLog> find(String origin) {
        return profile.logs().stream()
                .filter(log -> log.origin().equals(origin))
                .findFirst();
    }

    private Optional<PinnedLog> learn(String origin) {
        List<PinnedLog> unknown = announced(client).stream()
                .filter(log -> find(log.origin()).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            profile = profile.withLogs(
                    Stream.concat(profile.logs().stream(), unknown.stream()).toList());
            profile.save(state);
        }
        return find(origin);
    }

    /** Notes a verified checkpoint, to be held against the newest of its log by {@link #compare}. */
    void seen(Checkpoint checkpoint, byte[] note) {
        SeenCheckpoint known = fresh.get(checkpoint.origin());
        if (known != null && known.checkpoint().size() == checkpoint.size()) {
            requireSameRoot(known.checkpoint(), checkpoint);
        }
        if (known == null || known.checkpoint().size() < checkpoint.size()) {
            fresh.put(checkpoint.origin(), new SeenCheckpoint(checkpoint, note));
        }
    }

    /**
     * Asks each log for the proof that its newest checkpoint grew out of the one kept, and keeps the newer. Where the
     * tiles cannot be read now, the older is kept, so that nothing is ever skipped.
     *
     * @throws TerminalException REFUSED if the two cannot both be of one log: then both are evidence, and kept
     */
    void compare() {
        fresh.forEach((origin, newest) -> {
            String file = FOLDER + "/" + HexFormat.of().formatHex(Sha256.of(origin.getBytes(UTF_8)), 0, 8);
            state.folder(FOLDER);
            Optional<Checkpoint> kept = state.read(file).map(note -> Checkpoint.open(note, List.of(key(origin))));
            if (kept.isEmpty() || grewFrom(kept.get(), newest, file)) {
                state.write(file, newest.note());
            }
        });
        fresh.clear();
    }

    private boolean grewFrom(Checkpoint kept, SeenCheckpoint newest, String file) {
        Checkpoint now = newest.checkpoint();
        if (now.size() < kept.size() || kept.equals(now)) {
            return false;
        }
        try {
            boolean consistent = kept.size() == 0 || proof(kept, now).proves(kept.root(), now.root());
            if (!consistent) {
                state.write(file + ".conflict", newest.note());
                throw new TerminalException(
                        Trouble.REFUSED,
                        ("The ledger has shown this terminal two pasts. Keep %s and %1$s.conflict, and give both to the"
                                        + " regulator.")
                                .formatted(state.file(file)));
            }
            return true;
        } catch (IOException | LedgerFormatException unreadableNow) {
            return false;
        }
    }

    private ConsistencyProof proof(Checkpoint kept, Checkpoint now) throws IOException {
        if (kept.size() == now.size()) {
            return new ConsistencyProof(kept.size(), now.size(), List.of());
        }
        URI prefix = client.base()
                .resolve("/" + find(now.origin()).orElseThrow().prefix().replaceFirst("^/+", ""));
        HttpTileSource tiles = new HttpTileSource(prefix, client.http(), Optional.empty());
        return new TiledLog(tiles, now.size()).consistency(kept.size());
    }

    private static void requireSameRoot(Checkpoint first, Checkpoint second) {
        UnbelievableException.require(Arrays.equals(first.root(), second.root()), "the log has two roots for one size");
    }
}
