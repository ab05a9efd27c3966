package org.tallystick.ear;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** How many cases there have to be by now: of bills at once, of a hole when the bill behind it has been there for a step. */
final class TrialCount {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CaseBoard board;
    private final Map<String, Integer> holes = new HashMap<>();
    private int expected;
    private int ripening;
    private int overtaken;

    TrialCount(CaseBoard board) {
        this.board = board;
        this.expected = board.count();
    }

    void failure() {
        expected++;
    }

    void hole(String terminalNo) {
        holes.merge(terminalNo, 1, Integer::sum);
    }

    void followed(String terminalNo) {
        Integer behind = holes.remove(terminalNo);
        ripening += behind == null ? 0 : behind;
    }

    void overtook() {
        overtaken++;
    }

    /** Waits for the finder; not for what it does not find. */
    void keepUp() {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> board.count() >= expected);
        } catch (ConditionTimeoutException e) {
            expected = board.count();
        }
        expected += ripening;
        ripening = 0;
    }

    /** How many bills came behind the next one of their terminal. */
    int overtaken() {
        return overtaken;
    }
}
