package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.timestamping.TimestampFormatException;
import org.tallystick.timestamping.TimestampToken;

/**
 * Where a file's timestamps lead: each is judged as of the time at which the next one saw it, the last one as of the check.
 *
 * @param result answer to the question {@code timestamped}
 * @param time at which the receipt is proven to have been in the log, independently of the log's own times
 */
record TimestampChain(CheckResult result, Optional<Instant> time) {
    static final String ID = "timestamped";

    /** What timestamps are judged with. */
    record Judge(
            TrustAnchors anchors,
            List<X509Certificate> material,
            Function<X509Certificate, Optional<Revocation>> revocations,
            Instant at) {}

    static TimestampChain none() {
        return ended(CheckResult.unknown(ID, "none"));
    }

    /** @throws TimestampFormatException or LedgerFormatException if a link cannot be read */
    static List<ReadStamp> read(List<RecordLink> links) {
        return links.stream().map(ReadStamp::parse).toList();
    }

    static TimestampChain malformed() {
        return ended(CheckResult.warn(ID, "malformed"));
    }

    static TimestampChain follow(List<ReadStamp> stamps, Receipt receipt, Optional<Bill> bill, Judge judge) {
        if (stamps.isEmpty()) {
            return none();
        }
        try {
            Optional<CheckResult> doubt = contradiction(stamps, receipt, bill).or(() -> distrust(stamps, judge));
            return doubt.map(TimestampChain::ended).orElseGet(() -> proven(stamps));
        } catch (TimestampFormatException | LedgerFormatException e) {
            return malformed();
        }
    }

    private static Optional<CheckResult> contradiction(List<ReadStamp> stamps, Receipt receipt, Optional<Bill> bill) {
        Optional<String> found = stamps.get(0).contradiction(receipt, bill);
        for (int i = 1; i < stamps.size() && found.isEmpty(); i++) {
            found = stamps.get(i).contradiction(stamps.get(i - 1));
        }
        return found.map(why -> CheckResult.warn(ID, why));
    }

    private static Optional<CheckResult> distrust(List<ReadStamp> stamps, Judge judge) {
        for (int i = 0; i < stamps.size(); i++) {
            Instant made = timeOf(stamps.get(i));
            Instant seen = i + 1 < stamps.size() ? timeOf(stamps.get(i + 1)) : judge.at();
            Optional<CheckResult> doubt = distrust(stamps.get(i), seen.isBefore(made) ? made : seen, judge);
            if (doubt.isPresent()) {
                return doubt;
            }
        }
        return Optional.empty();
    }

    /** @param seen when the token is known to have existed */
    private static Optional<CheckResult> distrust(ReadStamp stamp, Instant seen, Judge judge) {
        TimestampToken token = stamp.record().token();
        List<X509Certificate> material = new ArrayList<>(stamp.record().certificates());
        material.addAll(judge.material());
        Optional<X509Certificate> signer = token.signer(material);
        if (signer.isEmpty() || !token.isSignedBy(signer.get())) {
            return Optional.of(CheckResult.warn(ID, "signature"));
        }
        List<X509Certificate> roots = new ArrayList<>(judge.anchors().roots());
        roots.addAll(judge.anchors().timestampRoots());
        TrustPath path = new PathFinder(roots, material).find(signer.get(), CertificateRole.TIMESTAMP, token.time());
        if (!path.isTrusted()) {
            return Optional.of(CheckResult.unknown(ID, "unknown-authority"));
        }
        return path.issued().stream()
                .flatMap(certificate -> doubt(certificate, token.time(), seen, judge).stream())
                .findFirst();
    }

    private static Optional<CheckResult> doubt(X509Certificate certificate, Instant made, Instant seen, Judge judge) {
        if (!TimestampToken.isStrong(certificate.getPublicKey())) {
            return Optional.of(CheckResult.warn(ID, "weak"));
        }
        boolean revoked = judge.revocations()
                .apply(certificate)
                .filter(end -> !seen.isBefore(end.effective()))
                .filter(end -> end.reason().isCompromise() || !made.isBefore(end.effective()))
                .isPresent();
        if (revoked) {
            return Optional.of(CheckResult.warn(ID, "revoked"));
        }
        Instant end = certificate.getNotAfter().toInstant();
        return seen.isAfter(end) ? Optional.of(CheckResult.warn(ID, "lapsed", end)) : Optional.empty();
    }

    private static TimestampChain proven(List<ReadStamp> stamps) {
        Instant first = timeOf(stamps.get(0));
        long renewals = stamps.size() - 1L;
        CheckResult result = renewals == 0
                ? CheckResult.pass(ID, "proven", first)
                : CheckResult.pass(ID, "renewed", first, renewals);
        return new TimestampChain(
                result.with(
                        "timestamps", stamps.stream().map(TimestampChain::facts).toList()),
                Optional.of(first));
    }

    private static Map<String, Object> facts(ReadStamp stamp) {
        TimestampToken token = stamp.record().token();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("time", token.time().toString());
        facts.put("size", stamp.record().state().size());
        facts.put("serial", token.serial().toString(16));
        return facts;
    }

    private static Instant timeOf(ReadStamp stamp) {
        return stamp.record().token().time();
    }

    private static TimestampChain ended(CheckResult result) {
        return new TimestampChain(result, Optional.empty());
    }
}
