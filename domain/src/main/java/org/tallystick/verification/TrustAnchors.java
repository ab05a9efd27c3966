package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.WitnessPolicy;

/**
 * What the reader trusts, independently of the file under test.
 *
 * @param roots certificates that chains must end at
 * @param logKeys keys of logs and of witnesses; a log's key bears the log's origin as its name
 * @param audience name of the platform that signatures must be made for; if absent, terminal and seal need only agree
 * @param timestampRoots certificates that chains of timestamp authorities may end at besides {@code roots}; they vouch for nothing else
 * @param terminalRoots certificates that chains of terminals' certificates issued elsewhere may end at; they vouch for nothing else
 * @param policy how many witnesses must have cosigned a ledger state before it counts as witnessed
 * @param quorumDecides whether a ledger state that is not witnessed so proves nothing at all
 * @param pinned false if roots or keys were fetched from the place under test: then nothing is better than unknown
 */
public record TrustAnchors(
        List<X509Certificate> roots,
        List<NoteVerifier> logKeys,
        Optional<String> audience,
        List<X509Certificate> timestampRoots,
        List<X509Certificate> terminalRoots,
        Optional<WitnessPolicy> policy,
        boolean quorumDecides,
        boolean pinned) {

    public TrustAnchors {
        roots = List.copyOf(roots);
        logKeys = List.copyOf(logKeys);
        timestampRoots = List.copyOf(timestampRoots);
        terminalRoots = List.copyOf(terminalRoots);
    }

    /** The same with roots of timestamp authorities elsewhere. */
    public TrustAnchors withTimestampRoots(List<X509Certificate> more) {
        return new TrustAnchors(roots, logKeys, audience, more, terminalRoots, policy, quorumDecides, pinned);
    }

    /** The same with authorities elsewhere that certify terminals. */
    public TrustAnchors withTerminalRoots(List<X509Certificate> more) {
        return new TrustAnchors(roots, logKeys, audience, timestampRoots, more, policy, quorumDecides, pinned);
    }

    /** What a master log of these keys has recorded of a log; empty if the proof does not lead there. */
    Optional<MasterRecord> recorded(Optional<MasterProof> master) {
        return master.flatMap(proof -> proof.vouched(logKeys));
    }

    /** The same with the key of a log that a master log of these keys has recorded; a key that is known under that name counts alone. */
    TrustAnchors withVouched(Optional<MasterRecord> recorded) {
        Optional<NoteVerifier> key = recorded.map(MasterRecord::key).filter(vouched -> logKeys.stream()
                .noneMatch(known -> !known.isCosigner() && known.name().equals(vouched.name())));
        List<NoteVerifier> keys = Stream.concat(logKeys.stream(), key.stream()).toList();
        return new TrustAnchors(roots, keys, audience, timestampRoots, terminalRoots, policy, quorumDecides, pinned);
    }

    /** With timestamp authorities below the same roots alone, and without a policy about witnesses. */
    public TrustAnchors(
            List<X509Certificate> roots, List<NoteVerifier> logKeys, Optional<String> audience, boolean pinned) {
        this(roots, logKeys, audience, List.of(), List.of(), Optional.empty(), false, pinned);
    }

    /** The same, with a policy without whose quorum nothing is proven; its keys are known too. */
    public TrustAnchors demanding(WitnessPolicy added) {
        return with(added, true);
    }

    /** The same, with a policy that says what counts as witnessed; its keys are known too. */
    public TrustAnchors showing(WitnessPolicy added) {
        return with(added, false);
    }

    private TrustAnchors with(WitnessPolicy added, boolean decides) {
        List<NoteVerifier> keys = Stream.concat(logKeys.stream(), added.keys().stream())
                .distinct()
                .toList();
        return new TrustAnchors(
                roots, keys, audience, timestampRoots, terminalRoots, Optional.of(added), decides, pinned);
    }

    /** Anchors given by the reader: by configuration or on the command line. */
    public static TrustAnchors pinned(List<X509Certificate> roots, List<NoteVerifier> logKeys) {
        return new TrustAnchors(roots, logKeys, Optional.empty(), true);
    }
}
