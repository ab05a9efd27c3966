package org.tallystick.verification;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.EntrySubject;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignedStatement;

/** What a ledger proof says, before anything of it is believed. */
record LedgerClaim(TlogProof proof, LedgerEntry entry, Checkpoint checkpoint) {

    /** Why this cannot be the proof of this receipt: a case of {@code in-ledger}; empty if everything fits together. */
    Optional<String> contradiction(Receipt receipt, Optional<Bill> bill) {
        if (!Arrays.equals(entry.digest(), receipt.digest())) {
            return Optional.of("digest");
        }
        if (!isAbout(receipt.sealHeader().statement(), bill)) {
            return Optional.of("entry");
        }
        return placed(bill);
    }

    /** The same of the statement about a late signature under this bill. */
    Optional<String> contradiction(SignedStatement late, Optional<Bill> bill) {
        if (!Arrays.equals(entry.digest(), late.digest())) {
            return Optional.of("digest");
        }
        boolean about = entry.kind() == EntryKind.LATE_SIGNATURE
                && bill.map(LedgerClaim::subject).map(entry.subject()::equals).orElse(true);
        return about ? placed(bill) : Optional.of("entry");
    }

    /** The same of a record about a certificate, in the log of this acquirer. */
    Optional<String> contradiction(byte[] certificateRecord, String acquirer) {
        if (!Arrays.equals(entry.digest(), Sha256.of(certificateRecord))) {
            return Optional.of("digest");
        }
        return entry.kind() != EntryKind.CERTIFICATE
                ? Optional.of("entry")
                : isLogOf(acquirer) ? included() : Optional.of("origin");
    }

    private Optional<String> placed(Optional<Bill> bill) {
        if (!bill.map(known -> isLogOf(known.acquirer())).orElse(true)) {
            return Optional.of("origin");
        }
        return included();
    }

    private Optional<String> included() {
        return new InclusionProof(proof.index(), checkpoint.size(), proof.path())
                        .proves(entry.leafHash(), checkpoint.root())
                ? Optional.empty()
                : Optional.of("inclusion");
    }

    private boolean isAbout(SealStatement statement, Optional<Bill> bill) {
        EntryKind kind = statement.status() == ReceiptStatus.SIGNED ? EntryKind.RECEIPT : EntryKind.UNSIGNED;
        return entry.kind() == kind
                && entry.id().equals(statement.number())
                && bill.map(LedgerClaim::subject).map(entry.subject()::equals).orElse(true);
    }

    private static String subject(Bill bill) {
        return new EntrySubject(bill.terminalNo(), bill.series(), bill.counter()).text();
    }

    /** {@code <host>/ledger/<acquirer>/<shard>} (LEDGER.md, Objects): one acquirer's log cannot vouch for another's bills. */
    private boolean isLogOf(String acquirer) {
        return checkpoint.origin().matches("[^/]+/ledger/" + Pattern.quote(acquirer) + "/[^/]+");
    }
}
