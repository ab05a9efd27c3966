package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import org.tallystick.verification.AttackCorpus.Attack;

/** Ledger proofs that an attacker without the log's key might bring: taken from elsewhere, damaged, or made at home. */
final class ProofCorpus {
    private final ReceiptFile genuine;
    private final TlogProof proof;
    private final Checkpoint checkpoint;
    private final LedgerEntry entry;
    private final List<Attack> attacks = new ArrayList<>();

    private ProofCorpus(ReceiptFile genuine) {
        this.genuine = genuine;
        this.proof = TlogProof.parse(genuine.proof().orElseThrow());
        this.checkpoint = Checkpoint.parse(SignedNote.parse(proof.checkpoint()).text());
        this.entry = proof.entry().orElseThrow();
    }

    static List<Attack> against(ReceiptFile genuine, ReceiptFile sibling) {
        ProofCorpus corpus = new ProofCorpus(genuine);
        corpus.taken(sibling);
        corpus.damaged();
        corpus.madeAtHome();
        return corpus.attacks;
    }

    private void taken(ReceiptFile sibling) {
        add("proof-of-another-receipt", sibling.proof(), Outcome.NOT_GENUINE);
        add("no-proof", Optional.empty(), Outcome.UNKNOWN);
        add(
                "proof-without-entry",
                Optional.of(new TlogProof(Optional.empty(), proof.index(), proof.path(), proof.checkpoint()).text()),
                Outcome.UNKNOWN);
    }

    private void damaged() {
        edited("proof-cut", text -> text.substring(0, text.length() / 2));
        edited("proof-byte-flipped", text -> text.replace("index ", "indeX "));
        edited("proof-index-shifted", text -> text.replace("index " + proof.index(), "index " + (proof.index() + 1)));
        edited("proof-index-huge", text -> text.replace("index " + proof.index(), "index 9223372036854775807"));
        edited(
                "proof-size-raised",
                text -> text.replace("\n" + checkpoint.size() + "\n", "\n1" + checkpoint.size() + "\n"));
        edited("proof-hash-repeated", text -> text.replaceFirst("\n([A-Za-z0-9+/]{43}=)\n", "\n$1\n$1\n"));
        forged("A16-ledger-time-earlier", other(entry.id(), entry.timeMillis() - 86_400_000));
        forged("entry-of-another-number", other("72AAAAAAAA0", entry.timeMillis()));
    }

    private void madeAtHome() {
        NoteSigner forger = NoteSigner.fromSeed(checkpoint.origin(), Sha256.of(new byte[] {66}));
        byte[] resigned = forger.sign(checkpoint.text()).getBytes(StandardCharsets.UTF_8);
        add(
                "F4-checkpoint-signed-by-another-key",
                Optional.of(new TlogProof(proof.extra(), proof.index(), proof.path(), resigned).text()),
                Outcome.NOT_GENUINE);
        add("F4-own-tree-under-the-log's-name", Optional.of(ownTree(checkpoint.origin())), Outcome.NOT_GENUINE);
        add("G1-own-log", Optional.of(ownTree(checkpoint.origin() + "x")), Outcome.UNKNOWN);
        String ofAnother = checkpoint.origin().replaceFirst("/ledger/[^/]+/", "/ledger/99999999/");
        add("A8-log-of-another-acquirer", Optional.of(ownTree(ofAnother)), Outcome.NOT_GENUINE);
    }

    private String ownTree(String origin) {
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        tree.append(entry.leafHash());
        NoteSigner forger = NoteSigner.fromSeed(origin, Sha256.of(new byte[] {66}));
        String note = forger.sign(new Checkpoint(origin, 1, tree.head().root()).text());
        return TlogProof.of(entry, tree.inclusion(0), note.getBytes(StandardCharsets.UTF_8))
                .text();
    }

    private LedgerEntry other(String id, long timeMillis) {
        return new LedgerEntry(entry.kind(), id, entry.subject(), timeMillis, entry.digest());
    }

    private void forged(String name, LedgerEntry other) {
        add(
                name,
                Optional.of(new TlogProof(Optional.of(other.bytes()), proof.index(), proof.path(), proof.checkpoint())
                        .text()),
                Outcome.NOT_GENUINE);
    }

    private void edited(String name, UnaryOperator<String> change) {
        add(name, genuine.proof().map(change), Outcome.NOT_GENUINE);
    }

    private void add(String name, Optional<String> text, Outcome outcome) {
        ReceiptFile file = new ReceiptFile(genuine.receipt(), text, genuine.certificates(), genuine.parts());
        attacks.add(new Attack(name, file.toJson(), outcome, "in-ledger"));
    }
}
