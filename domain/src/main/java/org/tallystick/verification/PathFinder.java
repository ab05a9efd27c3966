package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.X509;
import org.tallystick.verification.TrustPath.State;

/**
 * Looks for a chain from a certificate to a pinned root, through certificates that may come from anybody (THREATS.md 3.2
 * step 7). Depth and number of trials are bounded: the certificates of a hostile file cost at most {@value #MAX_TRIALS}
 * signature checks. For one search by one thread.
 */
final class PathFinder {
    /** Certificates in a chain, the anchor counted. */
    static final int MAX_DEPTH = 4;

    static final int MAX_TRIALS = 64;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> material;
    private final List<List<X509Certificate>> chains = new ArrayList<>();
    private int trials;
    private boolean foreign;
    private boolean tooLong;

    PathFinder(List<X509Certificate> anchors, List<X509Certificate> material) {
        this.anchors = anchors;
        this.material = material;
    }

    /** @param at a time at which the certificate was in use; used for the chain's own rules only */
    TrustPath find(X509Certificate certificate, CertificateRole role, Instant at) {
        if (!PathRules.isSigner(certificate, role)) {
            return TrustPath.ended(State.ROLE, certificate);
        }
        return find(certificate, chain -> PathRules.brokenBy(chain, role, at), false);
    }

    /** The same for a terminal's certificate that was issued elsewhere ({@link ForeignRules}). */
    TrustPath findForeign(X509Certificate certificate, Instant at) {
        return find(certificate, chain -> PathRules.foreignBrokenBy(chain, at), true);
    }

    /** Whether signatures lead to an anchor, whatever the rules say. */
    boolean leads(X509Certificate certificate) {
        extend(List.of(certificate));
        return !chains.isEmpty();
    }

    /** Signature checks made. */
    int trials() {
        return trials;
    }

    private TrustPath find(
            X509Certificate certificate, Function<List<X509Certificate>, Optional<State>> rules, boolean elsewhere) {
        if (anchors.isEmpty()) {
            return TrustPath.ended(State.NO_ANCHOR, certificate);
        }
        extend(List.of(certificate));
        return chains.isEmpty() ? deadEnd(certificate) : best(rules, elsewhere);
    }

    private TrustPath best(Function<List<X509Certificate>, Optional<State>> rules, boolean elsewhere) {
        State first = State.UNTRUSTED;
        for (List<X509Certificate> chain : chains) {
            Optional<State> broken = rules.apply(chain);
            if (broken.isEmpty()) {
                return new TrustPath(State.TRUSTED, chain, elsewhere);
            }
            first = chain == chains.get(0) ? broken.get() : first;
        }
        return TrustPath.ended(first, chains.get(0).get(0));
    }

    private TrustPath deadEnd(X509Certificate certificate) {
        State state = tooLong ? State.TOO_LONG : foreign ? State.UNTRUSTED : State.INCOMPLETE;
        return TrustPath.ended(state, certificate);
    }

    private void extend(List<X509Certificate> chain) {
        X509Certificate last = chain.get(chain.size() - 1);
        foreign |= X509.isSelfIssued(last);
        anchors.stream().filter(anchor -> isIssuer(anchor, last)).forEach(anchor -> chains.add(longer(chain, anchor)));
        List<X509Certificate> issuers = material.stream()
                .filter(issuer -> !chain.contains(issuer) && !anchors.contains(issuer) && isIssuer(issuer, last))
                .toList();
        if (chain.size() + 1 < MAX_DEPTH) {
            issuers.forEach(issuer -> extend(longer(chain, issuer)));
        } else {
            tooLong |= !issuers.isEmpty();
        }
    }

    private boolean isIssuer(X509Certificate issuer, X509Certificate subject) {
        if (!X509.isNamedIssuer(subject, issuer) || trials == MAX_TRIALS) {
            return false;
        }
        trials++;
        boolean signed = X509.isSignedBy(subject, issuer);
        foreign |= !signed;
        return signed;
    }

    private static List<X509Certificate> longer(List<X509Certificate> chain, X509Certificate issuer) {
        return Stream.concat(chain.stream(), Stream.of(issuer)).toList();
    }
}
