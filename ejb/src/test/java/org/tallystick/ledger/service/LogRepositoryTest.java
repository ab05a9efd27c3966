package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.service.OneConnection;

class LogRepositoryTest {
    private final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aTransactionGetsTheOnlyConnectionThatQuestionsBeforeItHold() {
        fixture.dataSource.setMaxConnections(1);
        fixture.dataSource.setLoginTimeout(1);

        long size = OneConnection.throughout(() -> {
            assertThat(fixture.repository.logs()).hasSize(1);
            assertThat(durably()).isEqualTo(1);
            return fixture.repository.head(1).size();
        });

        assertThat(size).isZero();
        assertThat(fixture.dataSource.getActiveConnections()).isZero();
    }

    private int durably() {
        try {
            return fixture.repository.durably(connection -> ShardRepository.highestId(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
