package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.ForeignRules;
import org.tallystick.shared.FoundBefore;
import org.tallystick.shared.X509;
import org.tallystick.verification.TrustPath.State;

/**
 * What a chain of certificates must obey besides leading to a pinned root: RFC 5280 section 6, and one role per key and
 * per issuing authority (THREATS.md A6). Validity at the proven time and revocation are judged elsewhere, by THREATS.md
 * 3.4.
 */
final class PathRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /** Whether chains followed RFC 5280 on a day: {@code java.security} may say from when on an algorithm is refused. */
    private static final FoundBefore<Boolean> FOLLOW = new FoundBefore<>(20_000);

    private PathRules() {}

    /** Whether the certificate is an end entity that may sign in this role and in no other. */
    static boolean isSigner(X509Certificate certificate, CertificateRole role) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() < 0
                && usage != null
                && (usage[DIGITAL_SIGNATURE] || role == CertificateRole.TIMESTAMP && usage[NON_REPUDIATION])
                && hasOnly(certificate, role);
    }

    /**
     * @param chain the certificate first, a pinned anchor last
     * @return the rule it breaks, if any
     */
    static Optional<State> brokenBy(List<X509Certificate> chain, CertificateRole role, Instant at) {
        if (!mayIssue(chain.get(1), role)) {
            return Optional.of(State.ROLE);
        }
        return brokenBy(chain, at);
    }

    /** The same of a terminal's certificate that was issued elsewhere: no authority there has a role here. */
    static Optional<State> foreignBrokenBy(List<X509Certificate> chain, Instant at) {
        if (chain.stream().anyMatch(ForeignRules::hasReservedRole) || !ForeignRules.isSigner(chain.get(0))) {
            return Optional.of(State.ROLE);
        }
        X509Certificate anchor = chain.get(chain.size() - 1);
        return anchor.getBasicConstraints() < chain.size() - 2 ? Optional.of(State.CONSTRAINTS) : brokenBy(chain, at);
    }

    private static Optional<State> brokenBy(List<X509Certificate> chain, Instant at) {
        if (isDeeperThanAllowed(chain)) {
            return Optional.of(State.CONSTRAINTS);
        }
        return FOLLOW.about(() -> follow(chain, at), encoded(chain, day(chain, at)))
                ? Optional.empty()
                : Optional.of(State.CONSTRAINTS);
    }

    private static boolean follow(List<X509Certificate> chain, Instant at) {
        try {
            validate(chain, at);
            return true;
        } catch (CertPathValidatorException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PKIX validation", e);
        }
    }

    private static byte[] day(List<X509Certificate> chain, Instant at) {
        Instant day = withinValidity(chain, at).truncatedTo(ChronoUnit.DAYS);
        return day.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] encoded(List<X509Certificate> chain, byte[] day) {
        try {
            byte[][] all = new byte[chain.size() + 1][];
            all[0] = day;
            for (int i = 1; i < all.length; i++) {
                all[i] = chain.get(i - 1).getEncoded();
            }
            return all;
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate has no encoding", e);
        }
    }

    /** Authorities of ours name their one role; those that issue timestamping elsewhere mostly name none. */
    private static boolean mayIssue(X509Certificate issuer, CertificateRole role) {
        boolean open = Arrays.stream(CertificateRole.values()).noneMatch(each -> each.heldBy(issuer));
        return hasOnly(issuer, role) || role == CertificateRole.TIMESTAMP && open;
    }

    private static boolean hasOnly(X509Certificate certificate, CertificateRole role) {
        return Arrays.stream(CertificateRole.values()).allMatch(each -> each.heldBy(certificate) == (each == role));
    }

    /**
     * RFC 5280 does not count authorities that bear their issuer's name, so that keys can be replaced. Here they count:
     * an issuing authority must not be able to make another one under its own name.
     */
    private static boolean isDeeperThanAllowed(List<X509Certificate> chain) {
        return IntStream.range(1, chain.size() - 1)
                .anyMatch(below -> chain.get(below).getBasicConstraints() < below - 1);
    }

    private static void validate(List<X509Certificate> chain, Instant at) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(chain.size() - 1), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(withinValidity(chain, at)));
        X509.validate(chain.subList(0, chain.size() - 1), parameters);
    }

    /** The time nearest to {@code at} that lies in every validity of the chain: only the other rules are to speak. */
    private static Instant withinValidity(List<X509Certificate> chain, Instant at) {
        List<X509Certificate> issued = chain.subList(0, chain.size() - 1);
        Instant from = issued.stream()
                .map(c -> c.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(at);
        Instant to = issued.stream()
                .map(c -> c.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(at);
        Instant notTooEarly = at.isBefore(from) ? from : at;
        return notTooEarly.isAfter(to) ? to : notTooEarly;
    }
}
