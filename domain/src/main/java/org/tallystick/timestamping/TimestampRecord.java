package org.tallystick.timestamping;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * A timestamp over a checkpoint with all that judges it later; the object of a ledger entry of kind {@code timestamp}, as JSON: {@code
 * {"version":1,"checkpoint","token","certificates":[…],"revocations":[…],"salt"}}, binary members in base64, the salt of 128 bits in
 * base64url.
 *
 * @param bytes exactly those whose SHA-256 stands in the ledger
 * @param checkpoint the signed note, verbatim: what the token is over
 * @param certificates of the authority and its issuers; material, not trust
 * @param revocations lists of that time, about the authority's certificates and those of the log's terminals and seals
 */
public record TimestampRecord(
        byte[] bytes,
        String checkpoint,
        TimestampToken token,
        List<X509Certificate> certificates,
        List<X509CRL> revocations) {
    /** Bytes of the longest record that is read. */
    public static final int MAX_LENGTH = 256 << 10;

    private static final int MAX_ITEMS = 32;
    private static final int SALT_BYTES = 16;

    /** @throws TimestampFormatException unless these bytes are a record */
    public static TimestampRecord parse(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new TimestampFormatException("A timestamp record has at most 256 KiB");
        }
        try {
            JsonObject json = StrictJson.parse(bytes, StrictJson.Limits.UPLOAD);
            if (json.integer("version") != 1) {
                throw new TimestampFormatException("The version of the timestamp record is not known");
            }
            String note = json.string("checkpoint");
            checkpointOf(note);
            return new TimestampRecord(
                    bytes.clone(),
                    note,
                    TimestampToken.parse(Base64.getDecoder().decode(json.string("token"))),
                    certificates(json.strings("certificates")),
                    lists(json.strings("revocations")));
        } catch (Problem | LedgerFormatException | IllegalArgumentException e) {
            throw new TimestampFormatException("This is no timestamp record");
        }
    }

    /**
     * A new record.
     *
     * @param revocations lists in DER form
     * @param salt 16 random bytes
     */
    public static TimestampRecord of(
            String checkpoint,
            TimestampToken token,
            List<X509Certificate> certificates,
            List<byte[]> revocations,
            byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("A salt has 16 bytes");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", 1L);
        members.put("checkpoint", checkpoint);
        members.put("token", base64(token.der()));
        members.put(
                "certificates",
                certificates.stream()
                        .map(TimestampRecord::der)
                        .map(TimestampRecord::base64)
                        .toList());
        members.put(
                "revocations", revocations.stream().map(TimestampRecord::base64).toList());
        members.put("salt", Base64Url.encode(salt));
        return parse(JsonWriter.write(members));
    }

    /** What the token has to be over. */
    public byte[] covered() {
        return checkpoint.getBytes(StandardCharsets.UTF_8);
    }

    /** The state of the log, as the note says. */
    public Checkpoint state() {
        return checkpointOf(checkpoint);
    }

    private static Checkpoint checkpointOf(String note) {
        return Checkpoint.parse(
                SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text());
    }

    private static List<X509Certificate> certificates(List<String> texts) {
        List<X509Certificate> all = new ArrayList<>();
        for (String text : few(texts)) {
            try {
                all.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(Base64.getDecoder().decode(text))));
            } catch (CertificateException e) {
                throw new TimestampFormatException("A certificate of the timestamp record cannot be read");
            }
        }
        return all;
    }

    private static List<X509CRL> lists(List<String> texts) {
        List<X509CRL> all = new ArrayList<>();
        for (String text : few(texts)) {
            try {
                all.add((X509CRL) CertificateFactory.getInstance("X.509")
                        .generateCRL(
                                new ByteArrayInputStream(Base64.getDecoder().decode(text))));
            } catch (CRLException | CertificateException e) {
                throw new TimestampFormatException("A revocation list of the timestamp record cannot be read");
            }
        }
        return all;
    }

    private static List<String> few(List<String> texts) {
        if (texts.size() > MAX_ITEMS) {
            throw new TimestampFormatException("A timestamp record holds at most 32 of a kind");
        }
        return texts;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read has no DER form", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimestampRecord one && java.util.Arrays.equals(bytes, one.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }
}
