package org.tallystick.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.ledger.UnknownSignerException;

/**
 * Where a file's ledger proof leads (THREATS.md 3.2 step 12).
 *
 * @param result answer to the question {@code in-ledger}
 * @param entry as the proof says; proven only if the result is a pass
 * @param checkpoint as the proof says; signed with a key of the anchors only if the result is a pass
 * @param cosigners names of known witnesses that co-signed the checkpoint
 * @param quorumMet whether they are as many as the reader's policy demands; true without a policy
 */
record LedgerProof(
        CheckResult result,
        Optional<LedgerEntry> entry,
        Optional<Checkpoint> checkpoint,
        List<String> cosigners,
        boolean quorumMet) {
    static final String ID = "in-ledger";

    private static final String QUORUM = "quorum";

    /** @param contradiction why a claim cannot be about what is asked for: a case of {@code in-ledger}; empty if it can */
    static LedgerProof follow(
            Optional<String> proof, Function<LedgerClaim, Optional<String>> contradiction, TrustAnchors anchors) {
        try {
            return proof.map(TlogProof::parse)
                    .map(parsed -> follow(parsed, contradiction, anchors))
                    .orElseGet(() -> ended(CheckResult.unknown(ID, "no-proof")));
        } catch (LedgerFormatException e) {
            return ended(CheckResult.fail(ID, "malformed"));
        }
    }

    /** Ledger time of the entry, if it is proven. */
    Optional<Instant> time() {
        return entry.filter(known -> result.result() == Verdict.PASS).map(LedgerProof::timeOf);
    }

    /**
     * The same, held against what a master log has recorded of the log. The key of a log that has ended may have been stolen since: what
     * contradicts the record is not a state of that log, and for any other state than the recorded one the key alone is vouched for.
     *
     * @param anchors those of the reader
     */
    LedgerProof heldAgainst(Optional<MasterRecord> recorded, TrustAnchors anchors) {
        boolean byLog = result.result() == Verdict.PASS || result.why().equals(QUORUM);
        Optional<MasterRecord> same = recorded.filter(record -> byLog
                && checkpoint
                        .filter(shown ->
                                shown.origin().equals(record.checkpoint().origin()))
                        .isPresent());
        return same.map(record -> heldAgainst(record, checkpoint.orElseThrow(), anchors))
                .orElse(this);
    }

    private LedgerProof heldAgainst(MasterRecord record, Checkpoint shown, TrustAnchors anchors) {
        Checkpoint known = record.checkpoint();
        boolean sameSize = shown.size() == known.size();
        if (sameSize && !Arrays.equals(shown.root(), known.root())) {
            return new LedgerProof(worded(Verdict.FAIL, "forked"), entry, checkpoint, List.of(), true);
        }
        if (record.isLast() && shown.size() > known.size()) {
            return new LedgerProof(worded(Verdict.FAIL, "after-its-end"), entry, checkpoint, List.of(), true);
        }
        boolean byKeyAlone = !sameSize && !anchors.logKeys().contains(record.key());
        CheckResult held = byKeyAlone && result.result() == Verdict.PASS ? worded(Verdict.PASS, "key-vouched") : result;
        return new LedgerProof(
                held.with("masterLogVouches", sameSize ? "state" : "key"), entry, checkpoint, cosigners, quorumMet);
    }

    /** The same of a receipt that the platform has removed after its retention: its entry is proved all the same. */
    LedgerProof removed(Instant at) {
        CheckResult told = result.result() == Verdict.PASS
                ? new CheckResult(
                                ID,
                                Verdict.PASS,
                                "removed",
                                List.of(result.arguments().get(0), at),
                                result.details())
                        .with("removedAt", at.toString())
                : result;
        return new LedgerProof(told, entry, checkpoint, cosigners, quorumMet);
    }

    private CheckResult worded(Verdict verdict, String why) {
        return new CheckResult(ID, verdict, why, result.arguments(), result.details());
    }

    private static LedgerProof follow(
            TlogProof proof, Function<LedgerClaim, Optional<String>> contradiction, TrustAnchors anchors) {
        List<NoteVerifier> keys = anchors.logKeys();
        SignedNote note = SignedNote.parse(proof.checkpoint());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        Optional<LedgerEntry> entry = proof.extra().map(LedgerEntry::parse);
        CheckResult result = entry.map(known -> contradiction
                        .apply(new LedgerClaim(proof, known, checkpoint))
                        .map(why -> CheckResult.fail(ID, why))
                        .orElseGet(() -> believed(note, checkpoint, proof.index(), anchors))
                        .with("ledgerTime", timeOf(known).toString()))
                .orElseGet(() -> CheckResult.unknown(ID, "no-entry"))
                .with("origin", checkpoint.origin())
                .with("index", proof.index())
                .with("size", checkpoint.size());
        boolean byLog = result.result() == Verdict.PASS || result.why().equals(QUORUM);
        List<String> cosigners = byLog ? cosigners(note, keys) : List.of();
        return new LedgerProof(result, entry, Optional.of(checkpoint), cosigners, !byLog || isQuorumMet(note, anchors));
    }

    /** A state of the ledger that lacks cosignatures the reader's policy demands may have been shown to nobody else. */
    private static CheckResult believed(SignedNote note, Checkpoint checkpoint, long index, TrustAnchors anchors) {
        CheckResult signed = signed(note, checkpoint, index, anchors.logKeys());
        boolean refused = signed.result() == Verdict.PASS && anchors.quorumDecides() && !isQuorumMet(note, anchors);
        return refused ? CheckResult.unknown(ID, QUORUM) : signed;
    }

    private static boolean isQuorumMet(SignedNote note, TrustAnchors anchors) {
        return anchors.policy()
                .map(policy -> policy.isMetBy(policy.cosigners(note)))
                .orElse(true);
    }

    private static CheckResult signed(SignedNote note, Checkpoint checkpoint, long index, List<NoteVerifier> keys) {
        List<NoteVerifier> ofLog = keys.stream()
                .filter(key -> !key.isCosigner() && key.name().equals(checkpoint.origin()))
                .toList();
        if (ofLog.isEmpty()) {
            boolean none = keys.stream().allMatch(NoteVerifier::isCosigner);
            return CheckResult.unknown(ID, none ? "no-log-key" : "unknown-log");
        }
        try {
            note.verified(ofLog);
            return CheckResult.pass(ID, "included", index);
        } catch (LedgerFormatException e) {
            return CheckResult.fail(ID, "checkpoint-signature");
        }
    }

    /** @throws LedgerFormatException if a known witness's line does not verify: then the whole note is worth nothing */
    private static List<String> cosigners(SignedNote note, List<NoteVerifier> keys) {
        try {
            return note.verified(keys.stream().filter(NoteVerifier::isCosigner).toList()).stream()
                    .map(NoteSignature::name)
                    .toList();
        } catch (UnknownSignerException e) {
            return List.of();
        }
    }

    private static Instant timeOf(LedgerEntry entry) {
        return Instant.ofEpochMilli(entry.timeMillis());
    }

    private static LedgerProof ended(CheckResult result) {
        return new LedgerProof(result, Optional.empty(), Optional.empty(), List.of(), true);
    }
}
