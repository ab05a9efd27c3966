package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state of the files in which a kill can leave a change of key. */
class KeyChangeTest {
    @TempDir
    Path folder;

    private StateDirectory state;

    @BeforeEach
    void pair() {
        state = StateDirectory.existing(folder);
        state.write("key.pem", bytes("old key"));
        state.write("certificate.pem", bytes("old certificate"));
    }

    /** After how many of the steps the power went; with the certificate of the next key durable the change goes on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aChangeThatWasCutOffIsFinished(int steps) throws IOException {
        state.write("next-key.pem", bytes("new key"));
        state.write("next-request.p10", bytes("request"));
        state.write("next-certificate.pem", bytes("new certificate"));
        Runnable[] all = {
            () -> state.write("previous-key.pem", bytes("old key")),
            () -> state.write("previous-certificate.pem", bytes("old certificate")),
            () -> state.write("key.pem", bytes("new key")),
            () -> state.write("certificate.pem", bytes("new certificate")),
            () -> state.delete("next-request.p10"),
            () -> state.delete("next-key.pem"),
            () -> state.delete("next-certificate.pem")
        };
        for (int i = 0; i < steps; i++) {
            all[i].run();
        }

        new KeyChange(state).settle();

        assertThat(files())
                .isEqualTo(Map.of(
                        "key.pem", "new key",
                        "certificate.pem", "new certificate",
                        "previous-key.pem", "old key",
                        "previous-certificate.pem", "old certificate"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void takingBackThatWasCutOffIsFinished(int steps) throws IOException {
        trial();
        Runnable[] all = {
            () -> state.write("key.pem", bytes("old key")),
            () -> state.write("certificate.pem", bytes("old certificate")),
            () -> state.delete("previous-key.pem"),
            () -> state.delete("previous-certificate.pem")
        };
        for (int i = 0; i < steps; i++) {
            all[i].run();
        }

        KeyChange change = new KeyChange(state);
        change.settle();

        assertThat(files()).containsEntry("key.pem", "old key").containsEntry("certificate.pem", "old certificate");
        assertThat(files()).doesNotContainKey("previous-key.pem");
    }

    @Test
    void aKeyWithoutItsCertificateChangesNothing() throws IOException {
        state.write("next-key.pem", bytes("new key"));

        new KeyChange(state).settle();

        assertThat(files()).containsEntry("key.pem", "old key").containsEntry("next-key.pem", "new key");
    }

    @Test
    void aTrialStaysOneUntilItIsProven() throws IOException {
        trial();
        KeyChange change = new KeyChange(state);
        change.settle();
        assertThat(change.isTrial()).isTrue();

        change.prove();

        assertThat(change.isTrial()).isFalse();
        assertThat(files()).containsOnlyKeys("key.pem", "certificate.pem");
    }

    private void trial() {
        state.write("previous-key.pem", bytes("old key"));
        state.write("previous-certificate.pem", bytes("old certificate"));
        state.write("key.pem", bytes("new key"));
        state.write("certificate.pem", bytes("new certificate"));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
