package org.tallystick.verification;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;

/**
 * What a receipt file brings about the terminal's certificate besides its chain: that its beginning is in the ledger, and what its
 * authority elsewhere says of revocations.
 *
 * @param issues at most {@value #MOST}
 * @param lists revocation lists, at most {@value #MOST}; material, not trust
 */
public record CertificateEvidence(List<RecordLink> issues, List<X509CRL> lists) {
    /** Nothing. */
    public static final CertificateEvidence NONE = new CertificateEvidence(List.of(), List.of());

    /** Of each kind. */
    public static final int MOST = 4;

    /** Bytes of the longest revocation list that travels with a receipt. */
    public static final int MOST_LIST = 128 << 10;

    private static final String ISSUES = "certificateIssues";
    private static final String LISTS = "revocationLists";

    public CertificateEvidence {
        issues = List.copyOf(issues);
        lists = List.copyOf(lists);
    }

    static CertificateEvidence parse(JsonObject file) {
        List<JsonObject> links = file.objects(ISSUES);
        List<String> texts = file.strings(LISTS);
        if (links.size() > MOST || texts.size() > MOST) {
            throw Problem.member(
                    ProblemType.MALFORMED, links.size() > MOST ? ISSUES : LISTS, "must be at most " + MOST);
        }
        return new CertificateEvidence(links.stream().map(ReceiptFile::link).toList(), lists(texts));
    }

    /** Members of the receipt file; those that hold nothing are left out. */
    Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!issues.isEmpty()) {
            members.put(ISSUES, issues.stream().map(ReceiptFile::members).toList());
        }
        if (!lists.isEmpty()) {
            members.put(LISTS, lists.stream().map(CertificateEvidence::base64).toList());
        }
        return members;
    }

    private static List<X509CRL> lists(List<String> texts) {
        List<X509CRL> all = new ArrayList<>();
        for (String text : texts) {
            try {
                all.add(X509.parseList(Base64.getDecoder().decode(text)));
            } catch (CRLException | RuntimeException e) {
                throw Problem.member(
                        ProblemType.MALFORMED,
                        LISTS + "[" + all.size() + "]",
                        "must be a revocation list in DER form, in base64");
            }
        }
        return all;
    }

    private static String base64(X509CRL list) {
        try {
            return Base64.getEncoder().encodeToString(list.getEncoded());
        } catch (CRLException e) {
            throw new IllegalStateException("A revocation list that was read has no DER form", e);
        }
    }
}
