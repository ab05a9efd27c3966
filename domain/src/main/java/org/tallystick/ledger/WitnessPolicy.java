package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which logs are known, which witnesses, and how many of these must have cosigned a checkpoint before it counts (C2SP
 * tlog-policy). Made by {@link WitnessPolicyReader}.
 */
public final class WitnessPolicy {
    /** Bytes of the longest file that is read. */
    public static final int MAX_LENGTH = 256 << 10;

    static final String NONE = "none";

    private final List<Log> logs;
    private final Map<String, Member> members;
    private final String quorum;

    /**
     * A log of the policy.
     *
     * @param url where it can be read, as the file says
     */
    public record Log(NoteVerifier key, Optional<String> url) {}

    /**
     * A witness of the policy.
     *
     * @param name within the policy only
     * @param url its submission prefix, as the file says
     */
    public record Witness(String name, NoteVerifier key, Optional<String> url) {}

    /** A name that can be part of a quorum: a witness, or at least so many of others. */
    record Member(Optional<Witness> witness, int threshold, List<String> of) {}

    WitnessPolicy(List<Log> logs, Map<String, Member> members, String quorum) {
        this.logs = List.copyOf(logs);
        this.members = new LinkedHashMap<>(members);
        this.quorum = quorum;
    }

    /** @throws LedgerFormatException if the file is no policy; names the line */
    public static WitnessPolicy parse(byte[] file) {
        return new WitnessPolicyReader().read(file);
    }

    public List<Log> logs() {
        return logs;
    }

    public List<Witness> witnesses() {
        return members.values().stream()
                .flatMap(member -> member.witness().stream())
                .toList();
    }

    /** Keys of all logs and witnesses. */
    public List<NoteVerifier> keys() {
        List<NoteVerifier> keys = new ArrayList<>();
        logs.forEach(log -> keys.add(log.key()));
        witnesses().forEach(witness -> keys.add(witness.key()));
        return keys;
    }

    /** Whether any cosignature is needed at all. */
    public boolean needsWitnesses() {
        return !quorum.equals(NONE);
    }

    /** @param cosigners keys whose cosignatures under the checkpoint verify */
    public boolean isMetBy(Collection<NoteVerifier> cosigners) {
        return !needsWitnesses() || met(cosigners).contains(quorum);
    }

    /** A group's members stand before it, so one pass decides them all, however deep groups are in groups. */
    private Set<String> met(Collection<NoteVerifier> cosigners) {
        Set<String> met = new HashSet<>();
        members.forEach((name, member) -> {
            boolean holds = member.witness()
                    .map(witness -> cosigners.contains(witness.key()))
                    .orElseGet(() -> member.of().stream().filter(met::contains).count() >= member.threshold());
            if (holds) {
                met.add(name);
            }
        });
        return met;
    }

    /**
     * Whether a checkpoint counts: signed by a log of the policy, and cosigned as it demands.
     *
     * @throws LedgerFormatException if it is malformed, of no log of the policy, or a signature by any of the keys does
     *     not verify
     */
    public boolean accepts(byte[] checkpoint) {
        Checkpoint.open(checkpoint, keys());
        return isMetBy(cosigners(SignedNote.parse(checkpoint)));
    }

    /**
     * @return keys of the policy's witnesses that cosigned the note
     * @throws LedgerFormatException if a cosignature by one of them does not verify
     */
    public List<NoteVerifier> cosigners(SignedNote note) {
        List<NoteVerifier> keys = witnesses().stream().map(Witness::key).toList();
        try {
            List<NoteSignature> verified = note.verified(keys);
            return keys.stream()
                    .filter(key -> verified.stream().anyMatch(line -> line.isBy(key)))
                    .toList();
        } catch (UnknownSignerException e) {
            return List.of();
        }
    }
}
