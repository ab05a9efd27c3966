package org.tallystick.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.ledger.UnknownSignerException;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;

/**
 * Where a file's ledger proof leads (THREATS.md 3.2 step 12).
 *
 * @param result answer to the question {@code in-ledger}
 * @param entry as the proof says; proven only if the result is a pass
 * @param checkpoint as the proof says; signed with a pinned key only if the result is a pass
 * @param cosigners names of known witnesses that co-signed the checkpoint
 */
record LedgerProof(
        CheckResult result, Optional<LedgerEntry> entry, Optional<Checkpoint> checkpoint, List<String> cosigners) {
    static final String ID = "in-ledger";

    static LedgerProof follow(Optional<String> proof, Receipt receipt, Optional<Bill> bill, TrustAnchors anchors) {
        if (proof.isEmpty()) {
            return ended(CheckResult.unknown(ID, "no-proof"));
        }
        try {
            TlogProof parsed = TlogProof.parse(proof.get());
            Checkpoint checkpoint =
                    Checkpoint.parse(SignedNote.parse(parsed.checkpoint()).text());
            if (parsed.extra().isEmpty()) {
                return new LedgerProof(
                        CheckResult.fail(ID, "no-entry"), Optional.empty(), Optional.of(checkpoint), List.of());
            }
            LedgerEntry entry = LedgerEntry.parse(parsed.extra().get());
            return compared(new Claim(parsed, entry, checkpoint), receipt, bill, anchors);
        } catch (LedgerFormatException e) {
            return ended(CheckResult.fail(ID, "malformed"));
        }
    }

    /** Ledger time of the entry, if it is proven. */
    Optional<Instant> time() {
        return result.result() == Verdict.PASS
                ? entry.map(proven -> Instant.ofEpochMilli(proven.timeMillis()))
                : Optional.empty();
    }

    /** What the proof says, before anything of it is believed. */
    private record Claim(TlogProof proof, LedgerEntry entry, Checkpoint checkpoint) {}

    private static LedgerProof compared(Claim claim, Receipt receipt, Optional<Bill> bill, TrustAnchors anchors) {
        CheckResult differs = difference(claim, receipt, bill).orElse(null);
        List<NoteVerifier> ofLog = anchors.logKeys().stream()
                .filter(key -> !key.isCosigner()
                        && key.name().equals(claim.checkpoint().origin()))
                .toList();
        CheckResult result = differs != null ? differs : signed(claim, ofLog, anchors);
        List<String> cosigners = result.result() == Verdict.PASS ? cosigners(claim, anchors) : List.of();
        return new LedgerProof(
                facts(result, claim), Optional.of(claim.entry()), Optional.of(claim.checkpoint()), cosigners);
    }

    private static Optional<CheckResult> difference(Claim claim, Receipt receipt, Optional<Bill> bill) {
        if (!Arrays.equals(claim.entry().digest(), receipt.digest())) {
            return Optional.of(CheckResult.fail(ID, "digest"));
        }
        EntryKind kind = receipt.sealHeader().statement().status() == ReceiptStatus.SIGNED
                ? EntryKind.RECEIPT
                : EntryKind.UNSIGNED;
        boolean sameSubject = bill.map(
                        b -> claim.entry().subject().equals(b.terminalNo() + "." + b.series() + "." + b.counter()))
                .orElse(true);
        if (claim.entry().kind() != kind
                || !claim.entry().id().equals(receipt.sealHeader().statement().number())
                || !sameSubject) {
            return Optional.of(CheckResult.fail(ID, "entry"));
        }
        if (bill.isPresent()
                && !claim.checkpoint().origin().contains("/ledger/" + bill.get().acquirer() + "/")) {
            return Optional.of(CheckResult.fail(ID, "origin"));
        }
        InclusionProof inclusion = new InclusionProof(
                claim.proof().index(), claim.checkpoint().size(), claim.proof().path());
        return inclusion.proves(claim.entry().leafHash(), claim.checkpoint().root())
                ? Optional.empty()
                : Optional.of(CheckResult.fail(ID, "inclusion"));
    }

    private static CheckResult signed(Claim claim, List<NoteVerifier> ofLog, TrustAnchors anchors) {
        if (anchors.logKeys().isEmpty()) {
            return CheckResult.unknown(ID, "no-log-key");
        }
        if (ofLog.isEmpty()) {
            return CheckResult.unknown(ID, "unknown-log");
        }
        try {
            SignedNote.parse(claim.proof().checkpoint()).verified(ofLog);
            return CheckResult.pass(ID, "included", claim.proof().index());
        } catch (LedgerFormatException e) {
            return CheckResult.fail(ID, "checkpoint-signature");
        }
    }

    private static List<String> cosigners(Claim claim, TrustAnchors anchors) {
        List<NoteVerifier> witnesses =
                anchors.logKeys().stream().filter(NoteVerifier::isCosigner).toList();
        if (witnesses.isEmpty()) {
            return List.of();
        }
        try {
            return SignedNote.parse(claim.proof().checkpoint()).verified(witnesses).stream()
                    .map(NoteSignature::name)
                    .toList();
        } catch (UnknownSignerException e) {
            return List.of();
        }
    }

    private static CheckResult facts(CheckResult result, Claim claim) {
        return result.with("origin", claim.checkpoint().origin())
                .with("index", claim.proof().index())
                .with("size", claim.checkpoint().size())
                .with(
                        "ledgerTime",
                        Instant.ofEpochMilli(claim.entry().timeMillis()).toString());
    }

    private static LedgerProof ended(CheckResult result) {
        return new LedgerProof(result, Optional.empty(), Optional.empty(), List.of());
    }
}
