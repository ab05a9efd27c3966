package org.tallystick.retention.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.retention.service.RemovedRowsRepository.Step;
import org.tallystick.shared.service.MovableClock;

/** What is deleted of a removed log, and what is not because somebody begins to need it meanwhile. */
class RemovedRowsClearingTest {
    private final TestDatabase database = new TestDatabase();
    private final RemovedRowsRepository rows = new RemovedRowsRepository(new MovableClock("2037-01-01T00:00:00Z"));
    private Consumer<String> before = sql -> {};

    @BeforeEach
    void removed() {
        database.execute("SET REFERENTIAL_INTEGRITY FALSE");
        database.execute(RemovedRowsRepositoryTest.receiptRow("A", 1, 7, 0, 0));
        database.execute(RemovedRowsRepositoryTest.receiptRow("B", 1, 8, 0, 1));
        rows.em = listening(database.entityManager());
    }

    @AfterEach
    void restore() {
        database.execute("SET REFERENTIAL_INTEGRITY TRUE");
    }

    @Test
    void everythingGoesAndTheDigestsStay() {
        database.execute("UPDATE receipt SET arrival = 5, previous = X'0102' WHERE number = 'B'");
        database.execute(RemovedRowsRepositoryTest.caseRow("1", 7, "A", 0));
        database.execute("UPDATE coverage_case SET state = 'CLOSED'");
        database.execute("INSERT INTO receipt_coverage VALUES (1, 0, 1, TRUE), (1, 1, 1, TRUE), (2, 0, 1, TRUE)");

        assertThat(next()).isEqualTo(Step.MORE);
        assertThat(next()).isEqualTo(Step.DONE);
        assertThat(count("receipt_coverage")).as("of another log").isEqualTo(1);
        assertThat(count("receipt")).isZero();
        assertThat(count("coverage_case")).isZero();
        assertThat(count("removed_receipt WHERE number = 'B' AND arrival = 5 AND previous = X'0102'"))
                .isEqualTo(1);
    }

    @Test
    void aCaseThatIsOpenedMeanwhileKeepsItsReceipt() {
        before = sql -> {
            if (sql.startsWith("DELETE FROM coverage_case")) {
                before = nothing -> {};
                database.execute(RemovedRowsRepositoryTest.caseRow("1", null, "A", 0));
            }
        };

        assertThat(next()).isEqualTo(Step.MORE);
        assertThat(count("coverage_case")).isEqualTo(1);
        assertThat(count("receipt WHERE number = 'A'")).isEqualTo(1);
        assertThat(count("removed_receipt")).isEqualTo(1);
        assertThat(next()).isEqualTo(Step.HELD);
    }

    private Step next() {
        return database.inTransaction(() -> rows.next(1, 3_653));
    }

    private long count(String from) {
        return database.number("SELECT COUNT(*) FROM " + from);
    }

    /** Tells each statement before it is made. */
    private EntityManager listening(EntityManager real) {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createNativeQuery")) {
                        before.accept((String) arguments[0]);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
