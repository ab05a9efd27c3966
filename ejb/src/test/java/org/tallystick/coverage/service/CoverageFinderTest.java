package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.ShardState;
import org.tallystick.signing.service.FreshReceipts;

/** In which order the finder reads, and how far. */
class CoverageFinderTest {
    private static final int FIRST = 7;
    private static final int SECOND = 9;

    /** How many receipts a log's next batches will have. */
    private final Map<Integer, Deque<Integer>> batches = Map.of(FIRST, new ArrayDeque<>(), SECOND, new ArrayDeque<>());

    private final List<Integer> asked = new ArrayList<>();
    private final CoverageFinder finder =
            new CoverageFinder(ledger(), fresh(), batch(), second(), settled(), entries());

    @Test
    void whatIsFreshIsReadToItsEndABatchOfEachLogInTurn() {
        finder.find();
        asked.clear();
        batches.get(FIRST).addAll(List.of(ReceiptBatch.MOST, ReceiptBatch.MOST + 40, 12, 5));
        batches.get(SECOND).addAll(List.of(ReceiptBatch.MOST, 3));

        finder.findFresh();

        assertThat(asked).containsExactly(FIRST, SECOND, FIRST, SECOND, FIRST);
    }

    @Test
    void aRoundEndsHoweverMuchIsLeft() {
        finder.find();
        asked.clear();
        batches.get(FIRST).addAll(Collections.nCopies(1_000, ReceiptBatch.MOST));

        finder.findFresh();

        assertThat(asked).hasSizeBetween(5, 20);
    }

    @Test
    void aLogThatCannotBeReadHoldsUpNoOther() {
        finder.find();
        asked.clear();
        batches.get(FIRST).add(-1);

        assertThatThrownBy(finder::findFresh).isInstanceOf(IllegalStateException.class);

        assertThat(asked).containsExactly(FIRST, SECOND);
    }

    @Test
    void whatIsFreshWaitsForAllThatIsOlder() {
        finder.findFresh();

        assertThat(asked).isEmpty();
    }

    private ReceiptBatch batch() {
        return new ReceiptBatch() {
            @Override
            public int next(int logId) {
                asked.add(logId);
                Integer read = batches.get(logId).poll();
                if (read != null && read < 0) {
                    throw new IllegalStateException("the database is away");
                }
                return read == null ? 0 : read;
            }
        };
    }

    private static FreshReceipts fresh() {
        return new FreshReceipts() {
            @Override
            public List<Integer> logs() {
                return List.of(FIRST, SECOND);
            }
        };
    }

    private static LedgerFiles ledger() {
        return new LedgerFiles() {
            @Override
            public List<LedgerShard> shards() {
                return Stream.of(FIRST, SECOND)
                        .map(id -> new LedgerLog(id, "a.example/ledger/" + id + "/2026-q4", "" + id, "2026-q4", ""))
                        .map(log -> new LedgerShard(log, ShardState.OPEN, 0, OptionalInt.empty()))
                        .toList();
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
