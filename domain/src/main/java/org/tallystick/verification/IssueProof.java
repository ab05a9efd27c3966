package org.tallystick.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Problem;

/**
 * Where the file says that the terminal's certificate began to count (THREATS.md 3.2 step 7): a record of the platform with a proof to
 * a checkpoint of a known log.
 *
 * @param found whether the file has a record about this certificate at all
 * @param time of its ledger entry; absent if its proof leads to no log that the reader knows
 * @param given the terminal that the certificate was given to, if the record says so and is proven
 */
record IssueProof(boolean found, Optional<Instant> time, Optional<TerminalSubject> given) {
    private static final IssueProof NONE = new IssueProof(false, Optional.empty(), Optional.empty());

    /**
     * @param thumbprint of the certificate
     * @param acquirer whose log must have it
     */
    static IssueProof find(List<RecordLink> links, String thumbprint, String acquirer, TrustAnchors anchors) {
        return links.stream()
                .flatMap(link -> statement(link)
                        .filter(told -> told.isBeginning() && told.thumbprint().equals(thumbprint))
                        .map(told -> follow(link, told, acquirer, anchors))
                        .stream())
                .reduce((first, second) -> first.time().isPresent() ? first : second)
                .orElse(NONE);
    }

    private static IssueProof follow(
            RecordLink link, CertificateStatement told, String acquirer, TrustAnchors anchors) {
        LedgerProof proof = LedgerProof.follow(
                Optional.of(link.proof()), claim -> claim.contradiction(link.record(), acquirer), anchors);
        Optional<TerminalSubject> given =
                told.given().filter(subject -> subject.acquirer().equals(acquirer));
        return new IssueProof(true, proof.time(), proof.time().flatMap(known -> given));
    }

    private static Optional<CertificateStatement> statement(RecordLink link) {
        if (link.record().length > CertificateStatement.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(CertificateStatement.parse(link.record()));
        } catch (Problem | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
