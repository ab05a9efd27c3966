package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptStatus;

/** A counter whose receipt was removed after its retention. */
class RemovedCounterTest extends CounterDecisions {
    @Test
    void whatWasRemovedAfterItsRetentionIsNeitherSignedAgainNorContradicted() throws SQLException {
        claims.add(removed(bill, ReceiptStatus.UNSIGNED));
        assertThat(refusal(decide(false))).as("the same bill").isEqualTo(ProblemType.REMOVED);
        assertThat(refusal(decide(true))).as("signed later").isEqualTo(ProblemType.REMOVED);

        claims.set(0, removed(bill(999), ReceiptStatus.SIGNED));
        assertThat(refusal(decide(false))).as("another bill of the counter").isEqualTo(ProblemType.REMOVED);
        assertThat(opened).isEmpty();

        claims.add(claim(bill(998), true, ReceiptStatus.SIGNED));
        assertThat(refusal(decide(false)))
                .as("what is still here is contradicted")
                .isEqualTo(ProblemType.COUNTER_CONFLICT);
    }

    @Test
    void whatIsRemovedBeforeItIsAnsweredIsSaidToBe() throws SQLException {
        claims.add(claim(bill, true, ReceiptStatus.SIGNED));
        ReceiptDraft draft = decide(true).item();
        AnswerDesk desk = new AnswerDesk(new Unseen(), new Removed(), null, null);

        assertThatThrownBy(() -> desk.answer(draft, Optional.empty()))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.type()).isEqualTo(ProblemType.REMOVED));
        AnswerDesk lost = new AnswerDesk(new Unseen(), new Unremoved(), null, null);
        assertThatThrownBy(() -> lost.answer(draft, Optional.empty()))
                .as("what is lost is not said to be removed")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLinkOfARemovedReceiptLeadsToNoOther() throws SQLException {
        gone.holders.put(bill.code(), new BillKey("20000002", 1, 3));
        assertThat(refusal(decide(false))).isEqualTo(ProblemType.CODE_USED);

        gone.holders.put(bill.code(), new BillKey("20000001", 1, 5));
        claims.add(removed(bill, ReceiptStatus.SIGNED));
        assertThat(refusal(decide(false))).as("its own bill again").isEqualTo(ProblemType.REMOVED);
    }

    private static final class Unseen extends StoredReceiptRepository {
        @Override
        public Optional<StoredReceipt> byNumber(String number) {
            return Optional.empty();
        }
    }

    private static final class Removed extends RemovedReceiptRepository {
        @Override
        public Optional<RemovedReceipt> byNumber(String number) {
            return Optional.of(new RemovedReceipt(number, new byte[32], 1, 1, NOW, "ten years"));
        }
    }

    private static final class Unremoved extends RemovedReceiptRepository {
        @Override
        public Optional<RemovedReceipt> byNumber(String number) {
            return Optional.empty();
        }
    }

    private static Claim removed(Bill bill, ReceiptStatus status) {
        byte[] digest = signed(bill).payloadDigest();
        return new Claim("gone", 0, true, true, status, digest, Optional.empty(), false, true);
    }
}
