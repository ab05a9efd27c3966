package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.NoteVerifier;

/**
 * What the reader trusts, independently of the file under test.
 *
 * @param roots certificates that chains must end at
 * @param logKeys keys of logs and of witnesses; a log's key bears the log's origin as its name
 * @param audience name of the platform that signatures must be made for; if absent, terminal and seal need only agree
 * @param timestampRoots certificates that chains of timestamp authorities may end at besides {@code roots}; they vouch for nothing else
 * @param pinned false if roots or keys were fetched from the place under test: then nothing is better than unknown
 */
public record TrustAnchors(
        List<X509Certificate> roots,
        List<NoteVerifier> logKeys,
        Optional<String> audience,
        List<X509Certificate> timestampRoots,
        boolean pinned) {

    public TrustAnchors {
        roots = List.copyOf(roots);
        logKeys = List.copyOf(logKeys);
        timestampRoots = List.copyOf(timestampRoots);
    }

    /** With timestamp authorities below the same roots alone. */
    public TrustAnchors(
            List<X509Certificate> roots, List<NoteVerifier> logKeys, Optional<String> audience, boolean pinned) {
        this(roots, logKeys, audience, List.of(), pinned);
    }

    /** The same with roots of timestamp authorities elsewhere. */
    public TrustAnchors withTimestampRoots(List<X509Certificate> more) {
        return new TrustAnchors(roots, logKeys, audience, more, pinned);
    }

    /** Anchors given by the reader: by configuration or on the command line. */
    public static TrustAnchors pinned(List<X509Certificate> roots, List<NoteVerifier> logKeys) {
        return new TrustAnchors(roots, logKeys, Optional.empty(), true);
    }
}
