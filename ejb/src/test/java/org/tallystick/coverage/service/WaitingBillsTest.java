package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.CaseKey;

/** A bill that a heartbeat has named waits until it comes; that its receipt is removed later does not make it wait again. */
class WaitingBillsTest {
    private static final CaseKey FIRST = new CaseKey(CaseShop.TERMINAL, 1, 1);

    private final CaseShop shop = new CaseShop();
    private final EvidenceRepository evidence = new EvidenceRepository(shop.rows, new PolicyRepository(shop.rows));

    @BeforeEach
    void heartbeat() {
        shop.run("SET REFERENTIAL_INTEGRITY FALSE");
        shop.run("INSERT INTO announced_digest (digest, terminal_no, announced_at) VALUES (X'0102', '"
                + CaseShop.TERMINAL + "', 1)");
    }

    @Test
    void theBillOfARemovedReceiptDoesNotWait() {
        next();
        assertThat(evidence.isWaiting(CaseShop.TERMINAL)).isTrue();
        assertThat(isAnnounced()).isTrue();

        removed(1, "X'0102'", "NULL");
        assertThat(evidence.isWaiting(CaseShop.TERMINAL)).isFalse();
        assertThat(isAnnounced()).isFalse();
    }

    @Test
    void neitherDoesOneThatHasCome() {
        next();
        shop.receipt(1, 1);
        shop.run("UPDATE receipt SET payload_digest = X'0102' WHERE counter = 1");

        assertThat(evidence.isWaiting(CaseShop.TERMINAL)).isFalse();
        assertThat(isAnnounced()).isFalse();
    }

    @Test
    void theOneAfterNamesItAlsoWhenThatIsRemoved() {
        assertThat(isAnnounced()).as("nothing tells which bill it is").isFalse();
        removed(2, "X'0203'", "X'0102'");

        assertThat(isAnnounced()).isTrue();
    }

    private boolean isAnnounced() {
        return evidence.uploads(FIRST, 1, Instant.EPOCH).apply(1).waiting();
    }

    /** The bill after it has come. */
    private void next() {
        shop.receipt(2, 2);
        shop.run("UPDATE receipt SET previous = X'0102' WHERE counter = 2");
    }

    private void removed(long counter, String payload, String previous) {
        shop.run("INSERT INTO removed_receipt (number, terminal_no, series, counter, claim, active, verified, status,"
                + " payload_digest, digest, previous, arrival, log_id, seq) VALUES ('71AAAAAAAA" + counter + "', '"
                + CaseShop.TERMINAL + "', 1, " + counter + ", 0, TRUE, TRUE, 'SIGNED', " + payload + ", X'00', "
                + previous + ", 0, 1, " + counter + ")");
    }
}
