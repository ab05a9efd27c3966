package org.tallystick.signing;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonObject;

/**
 * The protected header of the platform's seal (API.md, Receipt): closed like a terminal's, with the platform's
 * statement in {@code tsk}.
 *
 * @param typ {@link Typ#RECEIPT}, or {@link Typ#UNSIGNED} over a bill that counts as unsigned
 * @param certificateDigest SHA-256 of the seal certificate's DER form
 * @param iat Unix seconds
 * @param audience the sealing platform
 */
public record SealHeader(
        SignatureAlgorithm alg,
        String typ,
        byte[] certificateDigest,
        long iat,
        String audience,
        SealStatement statement) {
    private static final Set<String> MEMBERS = Set.of("alg", "typ", "x5t#S256", "iat", "aud", "tsk");

    /** @throws org.tallystick.shared.Problem HEADER_INVALID if the header is not exactly as required */
    public static SealHeader parse(JwsEntry entry) {
        JsonObject header = ProtectedHeader.read(entry, MEMBERS);
        String typ = header.string("typ");
        if (!typ.equals(Typ.RECEIPT) && !typ.equals(Typ.UNSIGNED)) {
            throw header.problem("typ", "must be " + Typ.RECEIPT + " or " + Typ.UNSIGNED);
        }
        return new SealHeader(
                ProtectedHeader.algorithm(header),
                typ,
                ProtectedHeader.certificateDigest(header),
                header.integer("iat"),
                header.string("aud"),
                SealStatement.read(header.object("tsk")));
    }

    /** @return whether {@code typ} and the stated status say the same (THREATS.md 3.2 step 9) */
    public boolean typeAgreesWithStatus() {
        return typ.equals(Typ.RECEIPT) == (statement.status() == ReceiptStatus.SIGNED);
    }

    /** @return the protected header as base64url */
    public String encode() {
        Map<String, @Nullable Object> members = ProtectedHeader.members(alg, typ, certificateDigest, iat, audience);
        members.put("tsk", statement.members());
        return ProtectedHeader.encode(members);
    }
}
