package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's public files under {@link SumdbVerifier}, skipped visibly where that is absent. */
class ForeignVerifierIT {
    @TempDir
    private Path directory;

    @Test
    void goVerifiesEveryTileAndEveryInclusion() throws Exception {
        SumdbVerifier.require();
        ServerProcess server = TestShop.server();
        TestTill till = TestTill.enrol(server, TestShop.freeTerminal());
        long last = 0;
        for (int i = 0; i < 300; i++) {
            last = till.send(till.next()).index();
        }
        TestLedger ledger = TestLedger.of(server).awaitPublished(last);
        SumdbVerifier go = new SumdbVerifier(directory);
        go.download(server, ledger);

        assertThat(go.verify(ledger.key().vkey())).startsWith("verified ");
        Path tile = directory.resolve("tile/0/000");
        byte[] flipped = Files.readAllBytes(tile);
        flipped[100] ^= 1;
        Files.write(tile, flipped);
        assertThat(go.verify(ledger.key().vkey())).doesNotContain("verified");
    }
}
