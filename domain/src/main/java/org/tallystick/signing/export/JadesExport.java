package org.tallystick.signing.export;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;

/**
 * A receipt as a JAdES baseline B signature (ETSI TS 119 182-1 v1.2.1, clause 6) in JSON serialisation.
 *
 * <p>The payload is the stored receipt. The protected header has {@code alg}, {@code typ} ({@link Typ#EXPORT}), {@code cty}
 * ({@code jose+json}, as the payload is itself a JWS), the signing time {@code iat}, {@code x5t#S256} and {@code x5c}. Since 15
 * July 2025 the standard asks for {@code iat} and forbids {@code sigT} beside it (clause 5.1.11); none of these members is an
 * extension that a reader must know, so there is no {@code crit}, which RFC 7515 section 4.1.11 would not allow to be empty.
 */
public final class JadesExport {
    private static final String CONTENT_TYPE = "jose+json";

    private JadesExport() {}

    /**
     * @param receipt stored bytes
     * @return UTF-8 JSON
     */
    public static byte[] of(byte[] receipt, ExportSigner signer) {
        String payload = Base64Url.encode(receipt);
        String header = Base64Url.encode(JsonWriter.text(header(signer)).getBytes(StandardCharsets.UTF_8));
        byte[] input = new JwsEntry(header, "").signingInput(payload);
        String signature = Base64Url.encode(signer.signature().apply(input));
        return new SignedStatement(payload, new JwsEntry(header, signature)).toJson();
    }

    private static Map<String, Object> header(ExportSigner signer) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", signer.algorithm().jose());
        header.put("typ", Typ.EXPORT);
        header.put("cty", CONTENT_TYPE);
        header.put("iat", signer.time().getEpochSecond());
        header.put("x5t#S256", Base64Url.encode(Sha256.of(der(signer.certificate()))));
        header.put(
                "x5c",
                signer.chain().stream()
                        .map(certificate -> Base64.getEncoder().encodeToString(der(certificate)))
                        .toList());
        return header;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that signs has no DER form", e);
        }
    }
}
