package org.tallystick.enrolment;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.shared.X509;

/**
 * Authorities elsewhere that may certify terminals' keys: whoever issues first, then who has issued that one, up to the one that is
 * trusted for itself. It need not be a root: who trusts an authority alone does not trust all that its root has made.
 *
 * @param authorities in this order, at least one
 */
public record ForeignChain(List<X509Certificate> authorities) {
    /** With the terminal's certificate a path has at most four. */
    private static final int MOST = 3;

    public ForeignChain {
        authorities = List.copyOf(authorities);
    }

    /**
     * Puts certificates into their order and judges them as of now (RFC 5280 section 6, and {@link CertificateStrength}).
     *
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}
     */
    public static ForeignChain of(List<X509Certificate> given, Instant now) {
        given.forEach(certificate -> requireAuthority(certificate, now));
        List<X509Certificate> ordered = order(given);
        if (ordered.size() > MOST) {
            throw ChainFault.CONSTRAINTS.problem();
        }
        ForeignChain chain = new ForeignChain(ordered);
        chain.requireRules(now);
        return chain;
    }

    /** Who issues terminals' certificates. */
    public X509Certificate issuing() {
        return authorities.get(0);
    }

    /** Where paths end. */
    public X509Certificate top() {
        return authorities.get(authorities.size() - 1);
    }

    /**
     * Judges a certificate that the issuing authority has given to a terminal: that it has, and all rules of the path.
     *
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}
     */
    public void requireIssued(X509Certificate certificate, Instant now) {
        if (authorities.stream().anyMatch(authority -> certificate.getNotAfter().after(authority.getNotAfter()))) {
            throw ChainFault.OUTLIVES.problem();
        }
        validate(Stream.concat(Stream.of(certificate), below().stream()).toList(), now);
    }

    private static void requireAuthority(X509Certificate certificate, Instant now) {
        CertificateStrength.weakness(certificate.getPublicKey()).ifPresent(fault -> {
            throw fault.problem();
        });
        if (!ForeignRules.isAuthority(certificate)) {
            throw ChainFault.NO_AUTHORITY.problem();
        }
        if (ForeignRules.hasReservedRole(certificate)) {
            throw ChainFault.RESERVED_ROLE.problem();
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw ChainFault.EXPIRED.problem();
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw ChainFault.NOT_YET_VALID.problem();
        }
    }

    private static List<X509Certificate> order(List<X509Certificate> given) {
        List<X509Certificate> lowest = given.stream()
                .filter(each -> given.stream().noneMatch(other -> !other.equals(each) && X509.isIssuedBy(other, each)))
                .toList();
        if (lowest.size() != 1) {
            throw ChainFault.NOT_ONE_CHAIN.problem();
        }
        List<X509Certificate> ordered = new ArrayList<>(lowest);
        Optional<X509Certificate> next = issuerOf(lowest.get(0), given, ordered);
        while (next.isPresent()) {
            ordered.add(next.get());
            next = issuerOf(next.get(), given, ordered);
        }
        if (ordered.size() != given.size()) {
            throw ChainFault.NOT_ONE_CHAIN.problem();
        }
        return ordered;
    }

    private static Optional<X509Certificate> issuerOf(
            X509Certificate certificate, List<X509Certificate> given, List<X509Certificate> taken) {
        return given.stream()
                .filter(other -> !taken.contains(other) && X509.isIssuedBy(certificate, other))
                .findFirst();
    }

    /** The top's own signature matters to nobody: it is trusted for itself. */
    private void requireRules(Instant now) {
        if (!below().stream().allMatch(CertificateStrength::isStronglySigned)) {
            throw ChainFault.WEAK_SIGNATURE.problem();
        }
        if (isDeeperThanAllowed()) {
            throw ChainFault.CONSTRAINTS.problem();
        }
        if (!below().isEmpty()) {
            validate(below(), now);
        }
    }

    private List<X509Certificate> below() {
        return authorities.subList(0, authorities.size() - 1);
    }

    private void validate(List<X509Certificate> issued, Instant now) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(top(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            X509.validate(issued, parameters);
        } catch (CertPathValidatorException e) {
            throw ChainFault.CONSTRAINTS.problem();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PKIX validation", e);
        }
    }

    /** Each authority, the top too, says how many may stand below it; neither the JDK nor RFC 5280 counts them all. */
    private boolean isDeeperThanAllowed() {
        return IntStream.range(0, authorities.size())
                .anyMatch(below -> authorities.get(below).getBasicConstraints() < below);
    }
}
