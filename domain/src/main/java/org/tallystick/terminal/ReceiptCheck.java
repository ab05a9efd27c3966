package org.tallystick.terminal;

import static org.tallystick.terminal.UnbelievableException.require;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.EntrySubject;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * Checks that an answer which says "stored" proves it: the seal is over this very payload and signature, and the
 * receipt is in a known log (THREATS.md 3.2, steps 2–12 as far as a terminal can take them).
 */
final class ReceiptCheck {
    private final TerminalProfile profile;
    private final Optional<TerminalKey> key;
    private final SignatureSuite suite;
    private final SealCertificates seals;
    private final KnownLogs logs;

    /** @param key absent if it cannot be used; then only receipts of unsigned bills can be believed */
    ReceiptCheck(
            TerminalProfile profile,
            Optional<TerminalKey> key,
            SignatureSuite suite,
            SealCertificates seals,
            KnownLogs logs) {
        this.profile = profile;
        this.key = key;
        this.suite = suite;
        this.seals = seals;
        this.logs = logs;
    }

    /**
     * @param answer body of a 200 or 201
     * @throws UnbelievableException if it does not prove what it says
     */
    Reply.Stored believe(PendingBill bill, JsonObject answer) {
        try {
            Receipt receipt = Receipt.parse(Base64Url.decode(answer.string("receipt")));
            require(Arrays.equals(receipt.payload(), bill.message().payload()), "its receipt is over another bill");
            SealStatement statement = receipt.sealHeader().statement();
            requireOwnSignature(bill, receipt);
            List<X509Certificate> path = requireSeal(receipt);
            TlogProof proof = TlogProof.parse(answer.string("proof"));
            Checkpoint checkpoint = requireEntry(bill, receipt, proof);
            require(statement.number().equals(answer.string("number")), "its receipt has another number");
            require(statement.status().name().equals(answer.string("status")), "its receipt has another status");
            require(checkpoint.origin().equals(answer.string("log")), "its proof is of another log");
            require(proof.index() == answer.integer("index"), "its proof is of another index");
            logs.seen(checkpoint, proof.checkpoint());
            return new Reply.Stored(
                    statement.status(),
                    statement.number(),
                    receipt.bytes(),
                    proof,
                    checkpoint,
                    path,
                    answer.objects("findings").stream()
                            .map(finding -> finding.string("code"))
                            .toList());
        } catch (Problem | LedgerFormatException | IllegalArgumentException | DateTimeException e) {
            throw new UnbelievableException("it is not in the form of an answer: " + e.getMessage());
        }
    }

    /** A signature over the same payload may be an earlier one of ours; nobody else's may be sealed in its place. */
    private void requireOwnSignature(PendingBill bill, Receipt receipt) {
        SealHeader header = receipt.sealHeader();
        SealStatement statement = header.statement();
        Optional<JwsEntry> entry = receipt.terminalEntry();
        require(header.typeAgreesWithStatus(), "its seal contradicts itself");
        require(receipt.sealCoversTerminal(), "its seal does not cover the terminal's signature");
        require(
                entry.isPresent() || statement.status() == ReceiptStatus.UNSIGNED,
                "it calls a bill signed without the signature");
        boolean ours = entry.isEmpty()
                || entry.equals(bill.message().signature())
                || key.isPresent() && key.get().signed(entry.get(), receipt.payloadB64());
        require(ours, "its receipt bears a signature that is not this terminal's");
    }

    private List<X509Certificate> requireSeal(Receipt receipt) {
        SealHeader header = receipt.sealHeader();
        JwsEntry seal = receipt.sealEntry();
        require(header.audience().equals(profile.audience()), "its seal is of another platform");
        require(ReceiptNumber.isValid(header.statement().number()), "its number has a wrong check character");
        List<X509Certificate> path = seals.path(header.certificateDigest(), Instant.ofEpochSecond(header.iat()));
        PublicKey sealKey = suite.publicKey(path.get(0).getPublicKey().getEncoded());
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(sealKey);
        require(header.alg() == algorithm, "its seal names an algorithm that is not its key's");
        require(
                suite.verify(sealKey, algorithm, seal.signingInput(receipt.payloadB64()), seal.signatureBytes()),
                "its seal does not verify");
        return path;
    }

    private Checkpoint requireEntry(PendingBill bill, Receipt receipt, TlogProof proof) {
        LedgerEntry entry = proof.entry().orElseThrow(() -> new UnbelievableException("its proof names no entry"));
        SealStatement statement = receipt.sealHeader().statement();
        boolean signed = statement.status() == ReceiptStatus.SIGNED;
        require(entry.kind() == (signed ? EntryKind.RECEIPT : EntryKind.UNSIGNED), "its entry is of another kind");
        require(entry.id().equals(statement.number()), "its entry is of another number");
        require(
                entry.subject().equals(new EntrySubject(profile.terminalNo(), profile.series(), bill.counter()).text()),
                "its entry is of another bill");
        require(Arrays.equals(entry.digest(), receipt.digest()), "its entry is of another receipt");
        String origin =
                Checkpoint.parse(SignedNote.parse(proof.checkpoint()).text()).origin();
        return proof.prove(entry.leafHash(), List.of(logs.key(origin)));
    }
}
