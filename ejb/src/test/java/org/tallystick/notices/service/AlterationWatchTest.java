package org.tallystick.notices.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerEntries;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** A receipt that is unlike its entry rings, unless its log is just going in order. */
class AlterationWatchTest {
    private static final LedgerLog LOG =
            new LedgerLog(1, "test.example/ledger/48023310/2026q4", "48023310", "2026q4", "key");

    private final TestDatabase database = new TestDatabase();
    private final NoticeRepository repository = new NoticeRepository();
    private Optional<MasterRemoval> removal = Optional.empty();

    @Test
    void whatGoesWithItsLogIsNoAlteration() {
        removal = Optional.of(MasterRemoval.parse(MasterRemoval.of(
                LOG.origin(), new TreeHead(1, new byte[32]), "ten years", 1, Optional.empty(), Instant.EPOCH, "salt")));
        look();
        assertThat(told()).isZero();

        removal = Optional.empty();
        look();
        assertThat(told()).isPositive();
    }

    private void look() {
        repository.em = database.entityManager();
        Notices notices = new Notices(repository, Clock.fixed(Instant.parse("2026-11-29T04:00:00Z"), ZoneOffset.UTC));
        AlterationWatch watch = new AlterationWatch(
                new OneLog(),
                new Unlike(),
                new Removals(),
                new OneReceipt(),
                notices,
                repository,
                FixedSettings.of(Map.of("tallystick.notices.scrub-rows", "10")));
        database.inTransaction(watch::look);
    }

    private long told() {
        return database.number("SELECT COUNT(*) FROM notice WHERE kind = 'RECEIPT_ALTERED'");
    }

    private static final class OneLog extends Ledger {
        @Override
        public List<LedgerLog> logs() {
            return List.of(LOG);
        }
    }

    private static final class Unlike extends LedgerEntries {
        @Override
        public Set<Long> unlike(int logId, Map<Long, byte[]> digests) {
            return digests.keySet();
        }
    }

    private final class Removals extends LedgerRemovals {
        @Override
        public Optional<MasterRemoval> proved(LedgerLog log) {
            return removal;
        }
    }

    private static final class OneReceipt extends StoredReceiptRepository {
        @Override
        public List<StoredReceipt> behind(int logId, long after, int most) {
            return List.of(new StoredReceipt(
                    "71AAAAAAAAA",
                    "20000001",
                    1,
                    1,
                    0,
                    true,
                    Optional.empty(),
                    ReceiptStatus.SIGNED,
                    Optional.empty(),
                    new byte[0],
                    1,
                    0,
                    0,
                    List.of(),
                    "898331054110027",
                    BillType.SALE));
        }
    }
}
