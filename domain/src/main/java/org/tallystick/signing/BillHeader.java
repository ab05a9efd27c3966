package org.tallystick.signing;

import java.util.Set;
import org.tallystick.shared.JsonObject;

/**
 * A terminal's protected header (API.md, Signing): these members and no others, so that nothing inside a message can
 * introduce a key or change how it is read.
 *
 * @param certificateDigest SHA-256 of the certificate's DER form, {@code x5t#S256}
 * @param iat Unix seconds; the signer's claim, any integer
 * @param audience the platform the message is for; whether it is the right one is for the receiver to say
 */
public record BillHeader(SignatureAlgorithm alg, byte[] certificateDigest, long iat, String audience) {
    private static final Set<String> MEMBERS = Set.of("alg", "typ", "x5t#S256", "iat", "aud");

    /**
     * @param typ what kind of statement is expected, one of {@link Typ}
     * @throws org.tallystick.shared.Problem HEADER_INVALID if the header is not exactly as required
     */
    public static BillHeader parse(JwsEntry entry, String typ) {
        JsonObject header = ProtectedHeader.read(entry, MEMBERS);
        if (!header.string("typ").equals(typ)) {
            throw header.problem("typ", "must be " + typ);
        }
        return new BillHeader(
                ProtectedHeader.algorithm(header),
                ProtectedHeader.certificateDigest(header),
                header.integer("iat"),
                header.string("aud"));
    }

    /** @return the protected header as base64url */
    public String encode(String typ) {
        return ProtectedHeader.encode(ProtectedHeader.members(alg, typ, certificateDigest, iat, audience));
    }
}
