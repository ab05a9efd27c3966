package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.JsonObject;

/** The log's public files and proofs under verifiers that nobody here wrote; skipped visibly where they are not to be had. */
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

    @Test
    void sigstoreOfNpmVerifiesTheProofsOfReceipts() throws Exception {
        NpmPackage sigstore = NpmPackage.install("@sigstore/verify", "3.0.0");
        ServerProcess server = TestShop.server();
        TestTill till = TestTill.enrol(server, TestShop.freeTerminal());
        for (int i = 0; i < 5; i++) {
            JsonObject sold = till.send(till.next()).json();
            String vkey = TestLedger.all(server).stream()
                    .map(ledger -> ledger.key().vkey())
                    .filter(key -> key.startsWith(sold.string("log") + "+"))
                    .findFirst()
                    .orElseThrow();
            Path proof = directory.resolve("proof");
            Files.writeString(proof, sold.string("proof"));
            assertThat(sigstore.run(directory, "sigstore.js", "proof '" + vkey + "'"))
                    .isEqualTo("verified");
            Files.writeString(proof, sold.string("proof").replace("index " + sold.integer("index"), "index 0"));
            assertThat(sigstore.run(directory, "sigstore.js", "proof '" + vkey + "'"))
                    .isNotEqualTo("verified");
        }
    }
}
