package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.ForeignRules;

/**
 * Where a terminal's certificate leads: to the platform's own roots, else to an authority elsewhere that the reader trusts for terminals.
 * The root under which the receipt was sealed is the platform's, so that nothing below it was issued elsewhere.
 *
 * @param seal path of the seal's certificate
 * @param given whether the ledger proves that a certificate issued elsewhere was given to a terminal
 */
record TerminalPaths(TrustAnchors anchors, List<X509Certificate> material, Optional<TrustPath> seal, boolean given) {

    TrustPath find(X509Certificate certificate, Instant at) {
        TrustPath own = new PathFinder(anchors.roots(), material).find(certificate, CertificateRole.TERMINAL, at);
        if (own.isTrusted() || !ForeignRules.isSigner(certificate)) {
            return own;
        }
        List<X509Certificate> elsewhere = elsewhere();
        List<X509Certificate> ours = anchors.roots().stream()
                .filter(root -> !elsewhere.contains(root))
                .toList();
        if (new PathFinder(ours, material).leads(certificate)) {
            return own;
        }
        TrustPath foreign = new PathFinder(elsewhere, material).findForeign(certificate, at);
        return foreign.isTrusted() || given ? foreign : own;
    }

    private List<X509Certificate> elsewhere() {
        Optional<X509Certificate> platform = seal.filter(TrustPath::isTrusted)
                .map(path -> path.chain().get(path.chain().size() - 1));
        return anchors.terminalRoots().stream()
                .filter(root -> platform.filter(root::equals).isEmpty())
                .toList();
    }
}
