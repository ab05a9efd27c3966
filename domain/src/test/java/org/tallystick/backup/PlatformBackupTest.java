package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.ReleasedNote;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.ErasureRegister.Line;
import org.tallystick.shared.Sha256;

class PlatformBackupTest {
    private static final char[] PASSPHRASE = "correct horse battery".toCharArray();
    private static final String ORIGIN = "localhost/ledger/48023310/2026q4";
    private static final NoteSigner LOG = NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[] {7}));

    @TempDir
    private Path directory;

    private Path data;
    private Path backup;
    private Path place;

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(data.resolve("keys"));
        Files.write(
                data.resolve("keys/log-localhost_ledger_48023310_2026q4.seed"),
                Base64.getEncoder().encode(Sha256.of(new byte[] {7})));
        Files.writeString(data.resolve("keys/password"), "secret of the stores");
        Files.writeString(data.resolve("root.pem"), "root");
        Files.createDirectories(data.resolve("released"));
        new ErasureRegister(data.resolve("keys/erasures")).add(line("before"));
        byte[] rows = new byte[2 * BackupKey.PIECE + 17];
        Arrays.fill(rows, (byte) 'x');
        Files.write(data.resolve("db.mv.db"), rows);
        backup = directory.resolve("one.backup");
        place = directory.resolve("place");
        new PlatformBackup(data, Instant.EPOCH).write(data.resolve("db.mv.db"), backup, PASSPHRASE);
    }

    @Test
    void everythingIsThereAgainAndThePlatformIsHeldToWhatOthersHaveSeen() throws IOException {
        Path newer = directory.resolve("newer");
        new ErasureRegister(newer).add(line("before"));
        new ErasureRegister(newer).add(line("after"));

        var restored = new PlatformRestore(place).restore(backup, PASSPHRASE, List.of(note(1_234)), List.of(newer));

        assertThat(place.resolve("db.mv.db")).hasSameBinaryContentAs(data.resolve("db.mv.db"));
        assertThat(place.resolve("keys/password")).hasContent("secret of the stores");
        assertThat(place.resolve("root.pem")).hasContent("root");
        assertThat(restored.database()).isEmpty();
        assertThat(restored.erasures()).isEqualTo(1);
        assertThat(new ErasureRegister(place.resolve("keys/erasures")).lines())
                .extracting(Line::id)
                .containsExactly("before", "after");
        byte[] held = Files.readAllBytes(ReleasedNote.file(place.resolve("released"), ORIGIN, "restored"));
        assertThat(held).hasSize(ReleasedNote.PLACE).startsWith(note(1_234));
        assertThat(place.resolve("restoring")).doesNotExist();
    }

    @Test
    void noSecretCanBeReadInTheFile() throws IOException {
        assertThat(new String(Files.readAllBytes(backup), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret of the stores", "password", "log-localhost");
    }

    @Test
    void aChangedCutOrForeignFileAndAnotherPassphraseAreRefusedAndRestoreNothing() throws IOException {
        byte[] good = Files.readAllBytes(backup);
        for (int at : new int[] {0, 30, good.length / 2, good.length - 1}) {
            byte[] changed = good.clone();
            changed[at] ^= 1;
            expectRefusal(changed, PASSPHRASE);
        }
        expectRefusal(Arrays.copyOf(good, good.length - 1), PASSPHRASE);
        expectRefusal(Arrays.copyOf(good, 60), PASSPHRASE);
        expectRefusal(new byte[0], PASSPHRASE);
        expectRefusal(good, "another horse battery".toCharArray());
    }

    @Test
    void aLogWithoutACheckpointOrWithASomebodyElsesIsNotRestored() throws IOException {
        PlatformRestore restore = new PlatformRestore(place);
        byte[] foreign = NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[] {8}))
                .sign(new Checkpoint(ORIGIN, 5, new byte[32]).text())
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> restore.restore(backup, PASSPHRASE, List.of(), List.of()))
                .hasMessageContaining("no checkpoint was given: [log-localhost_ledger_48023310_2026q4.seed]");
        assertThatThrownBy(() -> restore.restore(backup, PASSPHRASE, List.of(foreign), List.of()))
                .hasMessageContaining("is not signed by its log");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void theKeyOfAuditReportsIsNoLogsAndAsksForNoCheckpoint() throws IOException {
        Files.writeString(data.resolve("keys/report-localhost_audits.seed"), "two");
        new PlatformBackup(data, Instant.EPOCH).write(data.resolve("db.mv.db"), backup, PASSPHRASE);

        new PlatformRestore(place).restore(backup, PASSPHRASE, List.of(note(1)), List.of());

        assertThat(place.resolve("keys/report-localhost_audits.seed")).hasContent("two");
    }

    @Test
    void aPlaceMayBeNamedInARoundaboutWay() throws IOException {
        Path roundabout = directory.resolve("data").resolve("..").resolve(".").resolve("place");

        new PlatformRestore(roundabout).restore(backup, PASSPHRASE, List.of(note(1)), List.of());

        assertThat(place.resolve("db.mv.db")).exists();
    }

    @Test
    void whereAPlatformIsNothingIsRestored() {
        assertThatThrownBy(() -> new PlatformRestore(data)).hasMessageContaining("There is a platform in");
    }

    private void expectRefusal(byte[] file, char[] passphrase) throws IOException {
        Path spoilt = Files.write(directory.resolve("spoilt"), file);
        assertThatThrownBy(() -> new PlatformRestore(place).restore(spoilt, passphrase, List.of(note(1)), List.of()))
                .isInstanceOf(DamagedBackupException.class);
        assertThat(place).isEmptyDirectory();
    }

    private static byte[] note(long size) {
        return LOG.sign(new Checkpoint(ORIGIN, size, Sha256.of(new byte[] {3})).text())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Line line(String id) {
        return new Line(id, Kind.PARTS, "A-1", new byte[] {1, 2});
    }
}
