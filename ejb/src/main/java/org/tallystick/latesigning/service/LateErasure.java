package org.tallystick.latesigning.service;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.service.Ids;

/**
 * That the drawing or name of a late signature was erased.
 *
 * @param object what the ledger entry of kind {@code erasure} stands for
 */
record LateErasure(String id, byte[] object) {
    static LateErasure of(String signature, String receipt, String by, Instant at, String reason) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", 1);
        members.put("erased", "late-signature");
        members.put("id", signature);
        members.put("receipt", receipt);
        members.put("by", by);
        members.put("at", at.toString());
        members.put("reason", reason);
        members.put("salt", Ids.random());
        return new LateErasure(Ids.random(), JsonWriter.write(members));
    }
}
