package org.tallystick.receipts.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.RelatedReceipt;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.service.RemovedReceipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.TestPlatform;

/** Receipts of a log that is being deleted stand in the database still, and lead nowhere. */
class RelatedReceiptsTest {
    private static final byte[] BYTES = new TestPlatform().genuine().receipt();

    private final Set<String> removed = new HashSet<>();
    private final RelatedReceipts related = new RelatedReceipts(new Rows(), new Removed());

    @Test
    void oneThatGoesWithItsLogIsNotShown() {
        assertThat(numbers()).containsExactly("71AAAAAAAAB", "71AAAAAAAAC");

        removed.add("71AAAAAAAAC");
        assertThat(numbers()).containsExactly("71AAAAAAAAB");
        removed.add("71AAAAAAAAB");
        assertThat(numbers()).isEmpty();
    }

    private List<String> numbers() {
        return related.of(receipt("71AAAAAAAAA", 1, BillType.SALE), Optional.empty()).stream()
                .map(RelatedReceipt::number)
                .toList();
    }

    private static StoredReceipt receipt(String number, int claim, BillType type) {
        return new StoredReceipt(
                number,
                "20000001",
                1,
                5,
                claim,
                true,
                Optional.of("code"),
                ReceiptStatus.SIGNED,
                Optional.empty(),
                BYTES,
                1,
                1,
                0,
                List.of(),
                "898331054110027",
                type);
    }

    private static final class Rows extends StoredReceiptRepository {
        @Override
        public List<StoredReceipt> ofCounter(String terminalNo, long series, long counter) {
            return List.of(receipt("71AAAAAAAAB", 0, BillType.SALE));
        }

        @Override
        public List<StoredReceipt> referringTo(String terminalNo, long series, long counter) {
            return List.of(receipt("71AAAAAAAAC", 0, BillType.REFUND));
        }
    }

    private final class Removed extends RemovedReceiptRepository {
        @Override
        public Optional<RemovedReceipt> byNumber(String number) {
            return removed.contains(number)
                    ? Optional.of(new RemovedReceipt(number, new byte[32], 1, 1, Instant.EPOCH, "ten years"))
                    : Optional.empty();
        }
    }
}
