package org.tallystick.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.JsonObject;

/**
 * A log as the platform announced it over verified TLS; the terminal keeps to its key from then on.
 *
 * @param prefix of its public files, relative to the platform's base address
 */
public record PinnedLog(String origin, NoteVerifier key, String prefix) {

    static List<PinnedLog> of(List<JsonObject> logs) {
        return logs.stream()
                .map(log -> new PinnedLog(
                        log.string("origin"), NoteVerifier.parse(log.string("verifierKey")), log.string("prefix")))
                .toList();
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("origin", origin);
        members.put("verifierKey", key.vkey());
        members.put("prefix", prefix);
        return members;
    }
}
