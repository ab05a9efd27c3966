package org.tallystick.signing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/**
 * What a terminal sends (API.md, Signing): a payload nobody has read yet, its signature, and parts. Terminal events have
 * the same form.
 *
 * @param payload the bytes that are signed
 * @param payloadB64 the same as received
 * @param signature empty if the bill is sent without one
 * @param parts not yet compared with the bill
 * @param cause why there is no signature; always empty beside one
 */
public record SignedBill(
        byte[] payload, String payloadB64, Optional<JwsEntry> signature, List<Part> parts, Optional<String> cause) {
    /** Bytes of a message. */
    public static final int MAX_BODY = 400 << 10;

    private static final int MAX_PAYLOAD_B64 = (BillReader.MAX_PAYLOAD * 4 + 2) / 3;
    private static final Set<String> ENTRY_MEMBERS = Set.of("protected", "signature");

    /** @return a message over these payload bytes */
    public static SignedBill of(
            byte[] payload, Optional<JwsEntry> signature, List<Part> parts, Optional<String> cause) {
        return new SignedBill(payload, Base64Url.encode(payload), signature, parts, cause);
    }

    /**
     * Reads a message without reading the bill or looking at the header.
     *
     * @throws Problem TOO_LARGE, MALFORMED, or MEMBER_INVALID for a part that cannot be
     */
    public static SignedBill parse(byte[] body) {
        if (body.length > MAX_BODY) {
            throw new Problem(ProblemType.TOO_LARGE, "A bill with its parts is at most 400 KiB.");
        }
        return read(StrictJson.parse(body, StrictJson.Limits.ENVELOPE));
    }

    static SignedBill read(JsonObject envelope) {
        refuseOtherSerialisations(envelope);
        String payloadB64 = envelope.string("payload");
        if (payloadB64.length() > MAX_PAYLOAD_B64) {
            throw new Problem(ProblemType.TOO_LARGE, "A bill is at most 8 KiB. Move what is long into a part.");
        }
        byte[] payload = Members.bytes(envelope, "payload");
        Optional<JwsEntry> signature = signature(envelope);
        return new SignedBill(
                payload,
                payloadB64,
                signature,
                Part.parseAll(envelope.objects("parts")),
                signature.isPresent() ? Optional.empty() : cause(envelope));
    }

    /** A flattened JWS or an unprotected header would let two readers see two messages (THREATS.md A3). */
    private static void refuseOtherSerialisations(JsonObject envelope) {
        for (String name : new String[] {"protected", "header", "signature"}) {
            if (envelope.names().contains(name)) {
                throw envelope.problem(name, "must not be there: the signature belongs into signatures");
            }
        }
    }

    private static Optional<JwsEntry> signature(JsonObject envelope) {
        if (!envelope.has("signatures")) {
            throw envelope.problem("signatures", "is missing");
        }
        List<JsonObject> entries = envelope.objects("signatures");
        if (entries.size() > 1) {
            throw envelope.problem("signatures", "must have exactly one element");
        }
        return entries.stream().findFirst().map(SignedBill::entry);
    }

    static JwsEntry entry(JsonObject json) {
        json.onlyMembers(ENTRY_MEMBERS);
        Members.bytes(json, "signature");
        return new JwsEntry(json.string("protected"), json.string("signature"));
    }

    private static Optional<String> cause(JsonObject envelope) {
        return Members.optionalMatching(
                envelope.raising(ProblemType.MEMBER_INVALID),
                "cause",
                TextRules::isCode,
                "must be the code of a cause");
    }

    /** @return SHA-256 of the payload, what the next bill calls {@code previous} */
    public byte[] payloadDigest() {
        return Sha256.of(payload);
    }

    /** @return the message, for terminals */
    public byte[] toJson() {
        return JsonWriter.write(toMembers());
    }

    Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("payload", payloadB64);
        members.put(
                "signatures", signature.map(SignedBill::entryMembers).stream().toList());
        if (!parts.isEmpty()) {
            members.put("parts", parts.stream().map(Part::toMembers).toList());
        }
        members.put("cause", cause);
        return members;
    }

    private static Map<String, Object> entryMembers(JwsEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("protected", entry.protectedHeader());
        members.put("signature", entry.signature());
        return members;
    }
}
