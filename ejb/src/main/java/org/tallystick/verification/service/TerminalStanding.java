package org.tallystick.verification.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.service.CertificateIssues;
import org.tallystick.enrolment.service.ExternalStanding;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.X509;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.verification.CertificateEvidence;
import org.tallystick.verification.RecordLink;

/** What a receipt file tells of the terminal's certificate: its beginning in the ledger, and lists of an authority elsewhere. */
@ApplicationScoped
class TerminalStanding {
    private final CertificateIssues issues;
    private final ExternalStanding external;

    @Inject
    TerminalStanding(CertificateIssues issues, ExternalStanding external) {
        this.issues = issues;
        this.external = external;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalStanding() {
        this(null, null);
    }

    CertificateEvidence of(StoredReceipt stored) {
        return Receipt.parse(stored.stored())
                .billHeader()
                .map(BillHeader::certificateDigest)
                .map(Base64Url::encode)
                .map(this::of)
                .orElse(CertificateEvidence.NONE);
    }

    private CertificateEvidence of(String thumbprint) {
        Optional<RecordLink> link = issues.find(thumbprint).map(issue -> new RecordLink(issue.record(), issue.proof()));
        List<X509CRL> lists = external.lists(thumbprint, CertificateEvidence.MOST_LIST).stream()
                .limit(CertificateEvidence.MOST)
                .flatMap(TerminalStanding::parsed)
                .toList();
        return new CertificateEvidence(link.stream().toList(), lists);
    }

    private static Stream<X509CRL> parsed(byte[] der) {
        try {
            return Stream.of(X509.parseList(der));
        } catch (CRLException e) {
            throw new IllegalStateException("A kept revocation list cannot be read", e);
        }
    }
}
