package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.tallystick.enrolment.ValidityPeriod;
import org.tallystick.signing.CertificateValidity;
import org.tallystick.signing.CertificateValidity.Judgement;

/**
 * What both certificate questions ask: does it come from a pinned root for its role, and did every certificate of the
 * chain count when this one was used (THREATS.md 3.2 step 7 and 3.4)?
 */
final class CertificateQuestion {
    private static final String TIME_UNPROVEN = "time-unproven";
    static final String EARLIER_UNPROVEN = "earlier-unproven";

    private CertificateQuestion() {}

    /** Whether the certificate leads to a pinned root, and only the time of its use is open. */
    static boolean isTimeAlone(String why) {
        return why.equals(TIME_UNPROVEN) || why.equals(EARLIER_UNPROVEN);
    }

    /**
     * @param proven the time to judge at, by the ledger; without it a trusted chain is all that can be said
     * @return a failure, an unknown, or the pass {@code trusted}
     */
    static CheckResult ask(String id, Signer signer, Optional<Instant> proven, Evidence evidence) {
        return signer.path()
                .map(path -> path.isTrusted()
                        ? judged(id, path, judge(path, signer.claimedTime(), proven, evidence))
                        : ended(id, path.state()))
                .orElseGet(() -> CheckResult.unknown(id, "certificate-missing"))
                .with("thumbprint", signer.thumbprintText());
    }

    private static CheckResult ended(String id, TrustPath.State state) {
        return state.isMissingMaterial() ? CheckResult.unknown(id, state.why()) : CheckResult.fail(id, state.why());
    }

    private static CheckResult judged(String id, TrustPath path, Optional<Judgement> judgement) {
        X509Certificate certificate = path.certificate();
        return judgement
                .map(known -> known == Judgement.VALID ? trusted(id, certificate) : CheckResult.fail(id, why(known)))
                .orElseGet(() -> CheckResult.unknown(id, TIME_UNPROVEN))
                .with("subject", certificate.getSubjectX500Principal().getName())
                .with("notBefore", certificate.getNotBefore().toInstant().toString())
                .with("notAfter", certificate.getNotAfter().toInstant().toString())
                .with(
                        "chain",
                        path.chain().stream().map(CertificateFiles::thumbprint).toList());
    }

    /** The first judgement that is not valid, from the certificate upwards. */
    private static Optional<Judgement> judge(
            TrustPath path, Instant claimed, Optional<Instant> proven, Evidence evidence) {
        return proven.map(time -> path.issued().stream()
                .map(certificate -> CertificateValidity.judge(
                        ValidityPeriod.of(certificate), evidence.revocation(certificate), claimed, time))
                .filter(judgement -> judgement != Judgement.VALID)
                .findFirst()
                .orElse(Judgement.VALID));
    }

    private static CheckResult trusted(String id, X509Certificate certificate) {
        return CheckResult.pass(
                id,
                "trusted",
                commonName(certificate),
                CheckTexts.day(certificate.getNotBefore().toInstant()),
                CheckTexts.day(certificate.getNotAfter().toInstant()));
    }

    /** The terminal's number, or the name of the seal. */
    private static String commonName(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    static String why(Judgement judgement) {
        return judgement.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
