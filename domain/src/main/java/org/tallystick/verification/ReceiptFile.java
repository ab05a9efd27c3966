package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.ledger.MasterProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Part;

/**
 * All that verification needs beside pinned anchors (API.md, Reading). Exactly one receipt; nothing in it is verified.
 *
 * @param receipt stored bytes
 * @param proof {@code tlog-proof} text
 * @param certificates those the signatures name and their issuers, at most {@value #MAX_CERTIFICATES}; material, not trust
 * @param parts those the holder may see
 * @param timestamps over the receipt's log, each covering the one before; at most {@value #MAX_TIMESTAMPS}
 * @param late the file of a late signature, as {@link LateFile} reads it
 * @param master proof that the master log vouches for the key of the receipt's log
 * @param standing about the terminal's certificate
 */
public record ReceiptFile(
        byte[] receipt,
        Optional<String> proof,
        List<X509Certificate> certificates,
        List<Part> parts,
        List<RecordLink> timestamps,
        Optional<byte[]> late,
        Optional<MasterProof> master,
        CertificateEvidence standing) {
    /** Bytes of the longest file that is read. */
    public static final int MAX_LENGTH = 2 << 20;

    /** Two chains of four, and room for a cross-signed root or two. */
    public static final int MAX_CERTIFICATES = 12;

    /** One for each year, and more. */
    public static final int MAX_TIMESTAMPS = 64;

    private static final String RECEIPT = "receipt";
    private static final String PROOF = "proof";
    private static final String CERTIFICATES = "certificates";
    private static final String PARTS = "parts";
    private static final String TIMESTAMPS = "timestamps";
    private static final String RECORD = "record";
    private static final String LATE = "late";
    private static final String MASTER = "master";

    public ReceiptFile {
        certificates = List.copyOf(certificates);
        parts = List.copyOf(parts);
        timestamps = List.copyOf(timestamps);
    }

    /** Without timestamps and a late signature. */
    public ReceiptFile(byte[] receipt, Optional<String> proof, List<X509Certificate> certificates, List<Part> parts) {
        this(
                receipt,
                proof,
                certificates,
                parts,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                CertificateEvidence.NONE);
    }

    /**
     * Reads a receipt file, or a stored receipt alone ({@code .jose}), told by its member {@code payload}.
     *
     * @throws Problem TOO_LARGE or MALFORMED if it is neither, or both at once
     */
    public static ReceiptFile parse(byte[] json) {
        if (json.length > MAX_LENGTH) {
            throw new Problem(ProblemType.TOO_LARGE, "A receipt file has at most 2 MiB.");
        }
        JsonObject file = StrictJson.parse(json, StrictJson.Limits.UPLOAD);
        if (file.has("payload") && file.has(RECEIPT)) {
            throw new Problem(ProblemType.MALFORMED, "A receipt file holds exactly one receipt.");
        }
        if (file.has("payload")) {
            return new ReceiptFile(json, Optional.empty(), List.of(), List.of());
        }
        return new ReceiptFile(
                receipt(file),
                file.optionalString(PROOF),
                certificates(file.strings(CERTIFICATES)),
                file.objects(PARTS).stream().map(Part::parse).toList(),
                timestamps(file.objects(TIMESTAMPS)),
                file.optionalObject(LATE).map(late -> JsonWriter.write(late.asMap())),
                file.optionalObject(MASTER).map(MasterProof::parse),
                CertificateEvidence.parse(file));
    }

    /** The same file with a proof that came by another way. */
    public ReceiptFile withProof(String text) {
        return new ReceiptFile(receipt, Optional.of(text), certificates, parts, timestamps, late, master, standing);
    }

    /** The same file with that of a late signature. */
    public ReceiptFile withLate(byte[] file) {
        return new ReceiptFile(receipt, proof, certificates, parts, timestamps, Optional.of(file), master, standing);
    }

    /** The same file with more certificates. */
    public ReceiptFile withCertificates(List<X509Certificate> more) {
        List<X509Certificate> all = new ArrayList<>(certificates);
        all.addAll(more);
        return new ReceiptFile(receipt, proof, all, parts, timestamps, late, master, standing);
    }

    /** The same file with timestamps. */
    public ReceiptFile withTimestamps(List<RecordLink> links) {
        return new ReceiptFile(receipt, proof, certificates, parts, links, late, master, standing);
    }

    /** The same file with the proof of the second level. */
    public ReceiptFile withMaster(MasterProof proofOfLog) {
        return new ReceiptFile(
                receipt, proof, certificates, parts, timestamps, late, Optional.of(proofOfLog), standing);
    }

    /** The same file with what is told of the terminal's certificate. */
    public ReceiptFile withStanding(CertificateEvidence more) {
        return new ReceiptFile(receipt, proof, certificates, parts, timestamps, late, master, more);
    }

    /** What {@link #parse} reads; a late signature has a file of its own. */
    public byte[] toJson() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put(RECEIPT, Base64Url.encode(receipt));
        file.put(PROOF, proof);
        file.put(
                CERTIFICATES,
                certificates.stream().map(CertificateFiles::base64).toList());
        file.put(PARTS, parts.stream().map(Part::toMembers).toList());
        if (!timestamps.isEmpty()) {
            file.put(TIMESTAMPS, timestamps.stream().map(ReceiptFile::members).toList());
        }
        master.ifPresent(proofOfLog -> file.put(MASTER, proofOfLog.members()));
        file.putAll(standing.toMembers());
        return JsonWriter.write(file);
    }

    static Map<String, Object> members(RecordLink link) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(RECORD, Base64Url.encode(link.record()));
        members.put(PROOF, link.proof());
        return members;
    }

    static RecordLink link(JsonObject link) {
        return new RecordLink(bytes(link, RECORD), link.string(PROOF));
    }

    private static List<RecordLink> timestamps(List<JsonObject> links) {
        if (links.size() > MAX_TIMESTAMPS) {
            throw Problem.member(ProblemType.MALFORMED, TIMESTAMPS, "must be at most " + MAX_TIMESTAMPS);
        }
        return links.stream().map(ReceiptFile::link).toList();
    }

    private static byte[] receipt(JsonObject file) {
        return bytes(file, RECEIPT);
    }

    private static byte[] bytes(JsonObject file, String member) {
        try {
            return Base64Url.decode(file.string(member));
        } catch (IllegalArgumentException e) {
            throw Problem.member(ProblemType.MALFORMED, member, Objects.requireNonNull(e.getMessage()));
        }
    }

    static List<X509Certificate> certificates(List<String> texts) {
        if (texts.size() > MAX_CERTIFICATES) {
            throw Problem.member(ProblemType.MALFORMED, CERTIFICATES, "must be at most " + MAX_CERTIFICATES);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (String text : texts) {
            certificates.add(certificate(text, CERTIFICATES + "[" + certificates.size() + "]"));
        }
        return certificates;
    }

    private static X509Certificate certificate(String text, String place) {
        try {
            byte[] der = Base64.getDecoder().decode(text);
            byte[] canonical = Base64.getEncoder().encode(der);
            if (Arrays.equals(canonical, text.getBytes(StandardCharsets.UTF_8))) {
                return CertificateFiles.parse(der);
            }
        } catch (CertificateException | IllegalArgumentException e) {
            // Falls through to the one refusal: what a library says of a certificate depends on the library.
        }
        throw Problem.member(ProblemType.MALFORMED, place, "must be a certificate in DER form, in base64");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceiptFile file && Arrays.equals(toJson(), file.toJson());
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(receipt), proof, certificates);
    }
}
