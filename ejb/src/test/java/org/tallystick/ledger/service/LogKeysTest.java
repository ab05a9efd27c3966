package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeysTest {
    private static final String REPORTS = "localhost/audits";

    @TempDir
    private Path directory;

    @Test
    void aKeyForReportsIsNotNamedLikeALogs() {
        LogKeys keys = new LogKeys(directory);

        String key = keys.createForReports(REPORTS).verifier().vkey();

        assertThat(directory.resolve("report-localhost_audits.seed")).exists();
        assertThat(directory).isDirectoryNotContaining("glob:**/log-*");
        assertThat(keys.createForReports(REPORTS).verifier().vkey()).isEqualTo(key);
    }
}
