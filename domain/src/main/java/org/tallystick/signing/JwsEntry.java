package org.tallystick.signing;

import java.nio.charset.StandardCharsets;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * One signature of a JWS in JSON serialisation (RFC 7515 section 7.2.1), both texts as they were received.
 *
 * @param protectedHeader base64url of the protected header
 * @param signature base64url of the raw signature
 */
public record JwsEntry(String protectedHeader, String signature) {

    /** @return the bytes that are signed: ASCII(protected "." payload), RFC 7515 section 5.1 */
    public byte[] signingInput(String payloadB64) {
        return (protectedHeader + '.' + payloadB64).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException if the signature is not canonical base64url */
    public byte[] signatureBytes() {
        return Base64Url.decode(signature);
    }

    /** @return SHA-256(ASCII(protected "." signature)): how a seal names the terminal signature it covers */
    public byte[] digest() {
        return Sha256.of((protectedHeader + '.' + signature).getBytes(StandardCharsets.US_ASCII));
    }
}
