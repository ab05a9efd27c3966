package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.service.CertificateProfile.Period;

class KeyVaultTest {
    @TempDir
    Path data;

    @Test
    void aKeyOutlivesTheProcess() {
        VaultKey key = rootKey();
        vault().add("root", key);

        assertThat(vault().newest("root").orElseThrow().privateKey().getEncoded())
                .isEqualTo(key.privateKey().getEncoded());
        assertThat(vault().newest("root").orElseThrow().certificate()).isEqualTo(key.certificate());
        assertThat(vault().partsKey().getEncoded())
                .hasSize(32)
                .isEqualTo(vault().partsKey().getEncoded())
                .isNotEqualTo(vault().fallbackKey().getEncoded());
    }

    @Test
    void theHighestNumberOfAPurposeIsTheOneInUse() {
        KeyVault vault = vault();
        VaultKey second = rootKey();
        vault.add("seal", rootKey());
        vault.add("seal", second);
        vault.add("seal-ca", rootKey());

        assertThat(vault.newest("seal").orElseThrow().certificate()).isEqualTo(second.certificate());
        assertThat(vault.newest("terminal")).isEmpty();
        assertThat(keys()).contains("seal-1.p12", "seal-2.p12", "seal-ca-1.p12");
    }

    @Test
    void nobodyElseCanReadKeyFiles() throws IOException {
        vault().partsKey();

        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyDirectory())))
                .isEqualTo("rwx------");
    }

    @Test
    void aLostKeyIsNotMadeAnew() throws IOException {
        byte[] used = vault().partsKey().getEncoded();
        Path file = keyDirectory().resolve("parts-1.p12");
        byte[] saved = Files.readAllBytes(file);
        Files.delete(file);

        assertThatThrownBy(() -> vault().partsKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parts-1.p12")
                .hasMessageContaining("Restore it from the backup");
        assertThatThrownBy(() -> vault().newest("root"))
                .as("nor anything else opened meanwhile")
                .isInstanceOf(IllegalStateException.class);

        Files.write(file, saved);
        assertThat(vault().partsKey().getEncoded()).isEqualTo(used);
    }

    @Test
    void aLostPasswordIsNotMadeAnew() throws IOException {
        vault().partsKey();
        Files.delete(keyDirectory().resolve("password"));

        assertThatThrownBy(() -> vault().partsKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("password is missing");
        assertThatThrownBy(() -> vault().add("root", rootKey())).isInstanceOf(IllegalStateException.class);
        assertThat(keys()).doesNotContain("password");
    }

    @Test
    void aPasswordOfAnotherInstallationIsToldFromABrokenFile() throws IOException {
        vault().partsKey();
        Files.writeString(keyDirectory().resolve("password"), "another");

        assertThatThrownBy(() -> vault().partsKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belong together");
    }

    /** Killed after the password, before the first key. */
    @Test
    void aFirstStartThatStoppedAtThePasswordGoesOn() throws IOException {
        vault().partsKey();
        Files.delete(keyDirectory().resolve("parts-1.p12"));
        Files.delete(keyDirectory().resolve("inventory"));

        assertThat(vault().partsKey().getEncoded()).hasSize(32);
    }

    /** Killed after a key file, before the inventory: the key is taken up, because it may be on its way into use. */
    @Test
    void aKeyThatIsNotListedYetIsTakenUp() throws IOException {
        byte[] key = vault().partsKey().getEncoded();
        Files.delete(keyDirectory().resolve("inventory"));

        assertThat(vault().partsKey().getEncoded()).isEqualTo(key);
        assertThat(keyDirectory().resolve("inventory")).hasContent("parts-1");
    }

    /** Killed while a file was being written: half of it stands under another name. */
    @Test
    void halfAFileIsNoFile() throws IOException {
        Files.createDirectories(keyDirectory());
        Files.write(keyDirectory().resolve("password.new"), new byte[] {1});
        Files.write(keyDirectory().resolve("parts-1.p12.new"), new byte[] {1});

        assertThat(vault().partsKey().getEncoded()).hasSize(32);
        assertThat(keys()).containsExactlyInAnyOrder("password", "parts-1.p12", "inventory");
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(rootKey().toString()).isEqualTo("VaultKey[CN=x]");
    }

    private KeyVault vault() {
        return new KeyVault(keyDirectory(), new SecureRandom());
    }

    private Path keyDirectory() {
        return data.resolve("keys");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(keyDirectory())) {
            return files.toList();
        }
    }

    private List<String> keys() {
        try {
            return files().stream().map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VaultKey rootKey() {
        Instant now = Instant.parse("2027-01-01T00:00:00Z");
        return new CertificateProfile(new SecureRandom())
                .root(KeyFamily.ECDSA, new X500Name("CN=x"), new Period(now, now.plus(Duration.ofDays(1))));
    }
}
