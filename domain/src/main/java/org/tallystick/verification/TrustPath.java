package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * Where a certificate leads.
 *
 * @param chain the certificate first; if trusted, its issuers up to and with the pinned anchor
 * @param foreign whether it was issued elsewhere: then it says nothing of whose terminal it is
 */
record TrustPath(State state, List<X509Certificate> chain, boolean foreign) {
    /** Of an authority of the platform, as far as it goes. */
    TrustPath(State state, List<X509Certificate> chain) {
        this(state, chain, false);
    }

    /** How the search ended. */
    enum State {
        TRUSTED,
        /** The reader pinned no root. */
        NO_ANCHOR,
        /** An issuer between the certificate and the roots is not in the file. */
        INCOMPLETE,
        /** It ends at another root, or claims an issuer that did not sign it. */
        UNTRUSTED,
        TOO_LONG,
        /** The certificate, or its issuer, may not be used for this role. */
        ROLE,
        /** Basic constraints, key usage, names, policies or an unknown critical extension. */
        CONSTRAINTS;

        /** Case in the message bundles. */
        String why() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isMissingMaterial() {
            return this == NO_ANCHOR || this == INCOMPLETE;
        }
    }

    static TrustPath ended(State state, X509Certificate certificate) {
        return new TrustPath(state, List.of(certificate));
    }

    boolean isTrusted() {
        return state == State.TRUSTED;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** All that somebody issued: the chain without the anchor, which the reader chose. */
    List<X509Certificate> issued() {
        return isTrusted() ? chain.subList(0, chain.size() - 1) : chain;
    }
}
