package org.tallystick.signing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/**
 * A statement of the platform's own under its seal key: a JWS in JSON serialisation with one signature, such as {@link Typ#LATE}.
 *
 * @param payloadB64 base64url of what is stated
 */
public record SignedStatement(String payloadB64, JwsEntry seal) {

    /** @throws Problem malformed if these are not exactly such bytes */
    public static SignedStatement parse(byte[] json) {
        JsonObject object = StrictJson.parse(json, StrictJson.Limits.ENVELOPE);
        object.onlyMembers(Set.of("payload", "signatures"));
        List<JsonObject> signatures = object.objects("signatures");
        if (signatures.size() != 1) {
            throw new Problem(ProblemType.MALFORMED, "A statement has exactly one signature.");
        }
        JsonObject seal = signatures.get(0);
        seal.onlyMembers(Set.of("protected", "signature"));
        return new SignedStatement(
                object.string("payload"), new JwsEntry(seal.string("protected"), seal.string("signature")));
    }

    /** The stored bytes: {@code {"payload","signatures":[{"protected","signature"}]}} without white space. */
    public byte[] toJson() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("protected", seal.protectedHeader());
        entry.put("signature", seal.signature());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("payload", payloadB64);
        members.put("signatures", List.of(entry));
        return JsonWriter.write(members);
    }

    /** What is stated. */
    public byte[] payload() {
        return Base64Url.decode(payloadB64);
    }

    /** SHA-256(ASCII(protected "." payload "." signature)), as of a receipt: what the ledger entry names it by. */
    public byte[] digest() {
        String text = seal.protectedHeader() + "." + payloadB64 + "." + seal.signature();
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
