package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.ShardState;
import org.tallystick.signing.service.FreshReceipts;

/** In which order the finder reads, and how far. */
class CoverageFinderTest {
    private static final int LOG = 7;

    private final Deque<Integer> batches = new ArrayDeque<>();
    private final CoverageFinder finder =
            new CoverageFinder(ledger(), fresh(), batch(), second(), settled(), entries());

    @Test
    void whatIsFreshIsReadToItsEndInOneRound() {
        finder.find();
        batches.addAll(List.of(ReceiptBatch.MOST, ReceiptBatch.MOST + 40, 12, 5));

        finder.findFresh();

        assertThat(batches).as("left for later").containsExactly(5);
    }

    @Test
    void whatIsFreshWaitsForAllThatIsOlder() {
        batches.add(3);

        finder.findFresh();

        assertThat(batches).containsExactly(3);
    }

    private ReceiptBatch batch() {
        return new ReceiptBatch() {
            @Override
            public int next(int logId) {
                assertThat(logId).isEqualTo(LOG);
                return batches.isEmpty() ? 0 : batches.remove();
            }
        };
    }

    private static FreshReceipts fresh() {
        return new FreshReceipts() {
            @Override
            public List<Integer> logs() {
                return List.of(LOG);
            }
        };
    }

    private static LedgerFiles ledger() {
        return new LedgerFiles() {
            @Override
            public List<LedgerShard> shards() {
                LedgerLog log = new LedgerLog(LOG, "a.example/ledger/48023310/2026-q4", "48023310", "2026-q4", "");
                return List.of(new LedgerShard(log, ShardState.OPEN, 0, OptionalInt.empty()));
            }
        };
    }

    private static SecondLook second() {
        return new SecondLook() {
            @Override
            public boolean find() {
                return false;
            }

            @Override
            public void again() {
                // Nothing is known that was not before.
            }
        };
    }

    private static SettledRounds settled() {
        return new SettledRounds() {
            @Override
            synchronized void look() {
                // Nothing was settled.
            }
        };
    }

    private static CaseLedger entries() {
        return new CaseLedger() {
            @Override
            boolean publish() {
                return false;
            }
        };
    }
}
