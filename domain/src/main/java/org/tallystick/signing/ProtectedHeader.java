package org.tallystick.signing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/** What the headers of terminals and of the platform have in common (API.md, Signing; THREATS.md 3.2 steps 2 and 3). */
final class ProtectedHeader {
    private static final int MAX_CHARACTERS = 2048;

    private ProtectedHeader() {}

    /**
     * @param members the names that must be there, and no others
     * @throws Problem HEADER_INVALID
     */
    static JsonObject read(JwsEntry entry, Set<String> members) {
        JsonObject header = json(entry.protectedHeader()).raising(ProblemType.HEADER_INVALID);
        header.onlyMembers(members);
        for (String member : members) {
            if (!header.names().contains(member)) {
                throw header.problem(member, "is missing");
            }
        }
        return header;
    }

    private static JsonObject json(String protectedHeader) {
        if (protectedHeader.length() > MAX_CHARACTERS) {
            throw new Problem(ProblemType.HEADER_INVALID, "The protected header is too long.");
        }
        try {
            return StrictJson.parse(Base64Url.decode(protectedHeader), StrictJson.Limits.BILL);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.HEADER_INVALID, "The protected header " + e.getMessage() + ".");
        } catch (Problem e) {
            throw new Problem(ProblemType.HEADER_INVALID, "The protected header: " + e.detail());
        }
    }

    static SignatureAlgorithm algorithm(JsonObject header) {
        return SignatureAlgorithm.ofJose(header.string("alg"))
                .orElseThrow(() ->
                        header.problem("alg", "must be ES256, EdDSA or SM2SM3, the algorithm of the certified key"));
    }

    /** The 32 bytes of {@code x5t#S256} (RFC 7515 section 4.1.8). */
    static byte[] certificateDigest(JsonObject header) {
        return Members.digest(header, "x5t#S256");
    }

    static Map<String, @Nullable Object> members(
            SignatureAlgorithm alg, String typ, byte[] certificateDigest, long iat, String audience) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("alg", alg.jose());
        members.put("typ", typ);
        members.put("x5t#S256", Base64Url.encode(certificateDigest));
        members.put("iat", iat);
        members.put("aud", audience);
        return members;
    }

    static String encode(Map<String, @Nullable Object> members) {
        return Base64Url.encode(JsonWriter.text(members).getBytes(StandardCharsets.UTF_8));
    }
}
