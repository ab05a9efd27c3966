package org.tallystick.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an audit is to look at besides all tiles and entries.
 *
 * @param older signed checkpoints of the same log that the auditor kept from earlier
 * @param proofs how many inclusion proofs to make, spread over the log
 * @param policy how many witnesses must have cosigned the checkpoint
 * @param check what else to look at for each entry
 * @param from where an earlier audit came to; entries before are not read again
 * @param keeper told now and then how far the audit is
 * @param removal that the entries were removed after their retention, proved by the master log; counts for exactly the tree it names
 * @param found told each finding as it is made, those of an earlier audit that is continued first
 */
public record AuditPlan(
        List<byte[]> older,
        int proofs,
        Optional<WitnessPolicy> policy,
        EntryCheck check,
        Optional<AuditMemory> from,
        Keeper keeper,
        Optional<MasterRemoval> removal,
        Consumer<AuditFinding> found) {
    private static final int PROOFS = 32;

    /** Keeps what the next audit can go on from. */
    @FunctionalInterface
    public interface Keeper {
        /**
         * @param memory what {@link AuditMemory#parse} reads; costs something to ask for
         * @param last whether the audit is at its end
         */
        void keep(Supplier<byte[]> memory, boolean last) throws IOException;
    }

    public AuditPlan {
        older = List.copyOf(older);
    }

    /** Tiles, entries and a spread of proofs. */
    public static AuditPlan simple() {
        return new AuditPlan(
                List.of(),
                PROOFS,
                Optional.empty(),
                (index, entry) -> Optional.empty(),
                Optional.empty(),
                (memory, last) -> {},
                Optional.empty(),
                finding -> {});
    }

    public AuditPlan withOlder(List<byte[]> checkpoints) {
        return new AuditPlan(checkpoints, proofs, policy, check, from, keeper, removal, found);
    }

    /** @param number from 0 */
    public AuditPlan withProofs(int number) {
        return new AuditPlan(older, number, policy, check, from, keeper, removal, found);
    }

    public AuditPlan withPolicy(Optional<WitnessPolicy> demanded) {
        return new AuditPlan(older, proofs, demanded, check, from, keeper, removal, found);
    }

    public AuditPlan withCheck(EntryCheck another) {
        return new AuditPlan(older, proofs, policy, another, from, keeper, removal, found);
    }

    /** @param listener told on the auditing thread; what it throws ends the audit */
    public AuditPlan telling(Consumer<AuditFinding> listener) {
        return new AuditPlan(older, proofs, policy, check, from, keeper, removal, listener);
    }

    public AuditPlan resuming(Optional<AuditMemory> memory, Keeper kept) {
        return new AuditPlan(older, proofs, policy, check, memory, kept, removal, found);
    }

    /** @param vouched by a master log that the auditor knows */
    public AuditPlan withRemoval(Optional<MasterRemoval> vouched) {
        return new AuditPlan(older, proofs, policy, check, from, keeper, vouched, found);
    }
}
