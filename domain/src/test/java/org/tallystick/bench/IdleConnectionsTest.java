package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleConnectionsTest {
    @TempDir
    private Path folder;

    @Test
    void theyAreOpenUntilTheServerClosesThem() throws Exception {
        ScriptedServer server = ScriptedServer.start(folder, n -> "");
        try (IdleConnections idle = IdleConnections.open(server.target(), 20)) {
            assertThat(idle.open()).isEqualTo(20);

            server.close();

            await().untilAsserted(() -> assertThat(idle.open()).isZero());
        }
        assertThatThrownBy(() -> IdleConnections.open(server.target(), 1)).isInstanceOf(IOException.class);
    }
}
