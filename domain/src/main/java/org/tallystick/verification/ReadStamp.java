package org.tallystick.verification;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.timestamping.TimestampRecord;

/** A timestamp of a receipt file as it reads, and whether it is over what it should be over. */
record ReadStamp(TimestampRecord record, TlogProof proof) {

    /**
     * @throws org.tallystick.timestamping.TimestampFormatException if the record is none
     * @throws org.tallystick.ledger.LedgerFormatException if the proof is none
     */
    static ReadStamp parse(RecordLink link) {
        return new ReadStamp(TimestampRecord.parse(link.record()), TlogProof.parse(link.proof()));
    }

    /** Why it does not show that the receipt was in the log when it was stamped. */
    Optional<String> contradiction(Receipt receipt, Optional<Bill> bill) {
        return proof.entry()
                .filter(entry -> isOverItsCheckpoint())
                .filter(entry -> new LedgerClaim(proof, entry, state())
                        .contradiction(receipt, bill)
                        .isEmpty())
                .map(entry -> imprint())
                .orElse(Optional.of("not-covered"));
    }

    /** Why it does not show that the timestamp before existed when it was stamped. */
    Optional<String> contradiction(ReadStamp before) {
        if (record.token().time().isBefore(before.record.token().time())) {
            return Optional.of("not-covered");
        }
        return proof.entry()
                .filter(entry -> isOverItsCheckpoint() && isOf(entry, before))
                .filter(entry -> new InclusionProof(proof.index(), state().size(), proof.path())
                        .proves(entry.leafHash(), state().root()))
                .map(entry -> imprint())
                .orElse(Optional.of("not-covered"));
    }

    private Optional<String> imprint() {
        return record.token().covers(record.covered()) ? Optional.empty() : Optional.of("imprint");
    }

    private boolean isOverItsCheckpoint() {
        return Arrays.equals(proof.checkpoint(), record.covered());
    }

    private static boolean isOf(LedgerEntry entry, ReadStamp before) {
        return entry.kind() == EntryKind.TIMESTAMP && Arrays.equals(entry.digest(), Sha256.of(before.record.bytes()));
    }

    private Checkpoint state() {
        return record.state();
    }
}
