package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same build on PostgreSQL, chosen by the environment alone. */
class PostgresIT {
    @Test
    void theProductStartsOnPostgres() {
        try (var postgres = Postgres.start();
                var server = ServerProcess.fresh("postgres").with(postgres.database("smoke"))) {
            server.start();

            assertThat(LocalHttp.status(server.url("/api/v1/platform"))).isEqualTo(200);
            assertThat(server.data().resolve("db.mv.db")).doesNotExist();
        }
    }
}
