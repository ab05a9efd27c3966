package org.tallystick.signing.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;
import org.tallystick.signing.JwsEntry;

/**
 * What a ledger entry beside the receipts stands for: JSON with a 128-bit salt, so that its digest tells nothing.
 *
 * @param id also the entry's id
 */
record SideRecord(Kind kind, String id, BillKey key, byte[] object) {
    /** Which entry it belongs to. */
    enum Kind {
        GAP,
        CONFLICT
    }

    /** Counters from {@code from} up to the one before the key's have been skipped. */
    static SideRecord gap(BillKey key, long from) {
        Map<String, Object> members = members(key);
        members.put("from", from);
        members.put("to", key.counter() - 1);
        return of(Kind.GAP, key, members);
    }

    /** A verified bill for a counter that another verified bill holds. */
    static SideRecord conflict(ReceiptDraft draft, byte[] storedDigest) {
        Map<String, Object> members = members(draft.key());
        JwsEntry entry = draft.sealed().intake().terminalEntry().orElseThrow();
        members.put("payload", draft.sealed().intake().sent().payloadB64());
        members.put("protected", entry.protectedHeader());
        members.put("signature", entry.signature());
        members.put("storedDigest", Base64Url.encode(storedDigest));
        return of(Kind.CONFLICT, draft.key(), members);
    }

    byte[] digest() {
        return Sha256.of(object);
    }

    private static Map<String, Object> members(BillKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", key.terminalNo());
        members.put("series", key.series());
        members.put("counter", key.counter());
        return members;
    }

    private static SideRecord of(Kind kind, BillKey key, Map<String, Object> members) {
        members.put("salt", Ids.random());
        return new SideRecord(kind, Ids.random(), key, JsonWriter.write(members));
    }
}
