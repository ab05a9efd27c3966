package org.tallystick.signing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * What the platform states about a late signature: the payload of a JWS of type {@code tallystick-late+jws}. It names no person.
 *
 * @param receipt number of the receipt that was signed
 * @param receiptDigest SHA-256 of that receipt, as its ledger entry has it
 * @param caseNumber the case that was open
 * @param signature SHA-256 of salt and drawing, or of salt and typed name; the salt is kept with what it salts and erased with it
 * @param time when it was signed, by the platform's clock: never the time of the sale
 * @param consent which words were agreed to, in which language, such as {@code late-1/en}
 * @param salt 128 random bits in base64url, so that nobody can guess what the ledger's digest stands for
 */
public record LateStatement(
        String receipt,
        byte[] receiptDigest,
        String caseNumber,
        byte[] signature,
        SigningMethod method,
        Instant time,
        Set<OriginFlag> flags,
        String consent,
        String salt) {
    /** The only role there is in a late signature. */
    public static final String ROLE = "CARDHOLDER";

    /** How much it proves by its link alone (WORKFLOWS.md W.4): 1 proves most, 3 least. */
    public static final int LEVEL = 3;

    private static final int VERSION = 1;
    private static final int DIGEST = 32;

    /** The bytes that are sealed. */
    public byte[] payload() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("receipt", receipt);
        members.put("receiptDigest", Base64Url.encode(receiptDigest));
        members.put("case", caseNumber);
        members.put("role", ROLE);
        members.put("method", method.name());
        members.put("signature", Base64Url.encode(signature));
        members.put("time", time.toString());
        members.put("level", LEVEL);
        members.put("flags", flags.stream().sorted().map(Enum::name).toList());
        members.put("consent", consent);
        members.put("salt", salt);
        return JsonWriter.write(members);
    }

    /** @throws Problem malformed or member-invalid if these are no such bytes */
    public static LateStatement parse(byte[] payload) {
        JsonObject json = StrictJson.parse(payload, StrictJson.Limits.BILL);
        if (json.integer("version") != VERSION || !json.string("role").equals(ROLE) || json.integer("level") != LEVEL) {
            throw new Problem(ProblemType.MEMBER_INVALID, "Not a statement about a late signature of this version.");
        }
        return new LateStatement(
                json.string("receipt"),
                digest(json, "receiptDigest"),
                json.string("case"),
                digest(json, "signature"),
                constant(SigningMethod.class, json, "method"),
                time(json),
                flags(json.strings("flags")),
                json.string("consent"),
                json.string("salt"));
    }

    private static Set<OriginFlag> flags(List<String> names) {
        try {
            return OriginFlag.parse(String.join(",", names));
        } catch (IllegalArgumentException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "flags", "must be NETWORK or DEVICE");
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String name) {
        try {
            return Enum.valueOf(type, json.string(name));
        } catch (IllegalArgumentException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, name, "is not known");
        }
    }

    private static Instant time(JsonObject json) {
        try {
            return Instant.parse(json.string("time"));
        } catch (DateTimeException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "time", "must be ISO 8601 in UTC");
        }
    }

    private static byte[] digest(JsonObject json, String name) {
        try {
            byte[] digest = Base64Url.decode(json.string(name));
            if (digest.length == DIGEST) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same refusal.
        }
        throw Problem.member(ProblemType.MEMBER_INVALID, name, "must be a SHA-256 digest in base64url");
    }
}
