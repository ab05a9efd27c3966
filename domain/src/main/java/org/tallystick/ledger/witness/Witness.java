package org.tallystick.ledger.witness;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.WitnessRequest;

/** The witness's side of C2SP tlog-witness, without HTTP. Thread-safe; each log is served one request at a time. */
public final class Witness {
    private final NoteCosigner cosigner;
    private final Map<String, WitnessedLog> byOrigin = new LinkedHashMap<>();
    private final Map<String, WitnessedLog> byHash = new LinkedHashMap<>();

    /**
     * @param logs verifier keys of the logs to watch; a log's origin is the name of its key, and it may have several
     * @param clock that the cosignatures state
     * @throws LedgerStateException if the memory of one of the logs is lost or damaged
     */
    public Witness(NoteCosigner cosigner, Collection<NoteVerifier> logs, WitnessMemory memory, Clock clock)
            throws IOException {
        this.cosigner = cosigner;
        Map<String, List<NoteVerifier>> keys = logs.stream()
                .filter(key -> !key.isCosigner())
                .collect(Collectors.groupingBy(NoteVerifier::name, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<NoteVerifier>> log : keys.entrySet()) {
            WitnessedLog watched = new WitnessedLog(log.getKey(), log.getValue(), cosigner, memory, clock);
            byOrigin.put(log.getKey(), watched);
            byHash.put(WitnessMemory.hash(log.getKey()), watched);
        }
    }

    public NoteVerifier verifier() {
        return cosigner.verifier();
    }

    /** The logs that are watched. */
    public Set<String> origins() {
        return byOrigin.keySet();
    }

    /**
     * {@code add-checkpoint}.
     *
     * @throws IOException if the checkpoint is right but could not be stored; it is not cosigned then
     */
    public WitnessAnswer add(byte[] body) throws IOException {
        try {
            WitnessRequest request = WitnessRequest.parse(body);
            WitnessedLog log = byOrigin.get(request.origin());
            return log == null
                    ? WitnessAnswer.refused(404, "This witness does not watch the log that the checkpoint names.")
                    : log.add(request);
        } catch (LedgerFormatException e) {
            return WitnessAnswer.refused(400, e.getMessage() + ".");
        }
    }

    /**
     * @param originHash lower-case hex SHA-256 of a log's origin
     * @return the checkpoint cosigned last; empty if there is none
     */
    public Optional<byte[]> latest(String originHash) {
        return Optional.ofNullable(byHash.get(originHash)).flatMap(WitnessedLog::latest);
    }
}
