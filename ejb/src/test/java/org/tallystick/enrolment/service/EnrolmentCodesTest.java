package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentCodesTest {
    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
        platform.codes.provide();
    }

    @Test
    void everyTerminalWithoutDeviceHasACodeThatWorks() {
        assertThat(inFile()).containsOnlyKeys("33100001", "33100002");
        inFile().forEach((terminalNo, code) -> assertThat(platform.service.enrol(terminalNo, code, Csr.fresh()))
                .hasSize(2));
    }

    @Test
    void theFileIsPrivateAndTheDatabaseHasNoCode() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        String plain = inFile().get("33100001").replace("-", "");
        assertThat(platform.database.number("SELECT COUNT(*) FROM enrolment_code WHERE code_hash = '" + plain + "'"))
                .isZero();
    }

    @Test
    void aRestartKeepsCodesThatStillWork() {
        Map<String, String> before = inFile();
        platform.clock.advance(Duration.ofMinutes(29));
        platform.codes.provide();

        assertThat(inFile()).isEqualTo(before);
    }

    @Test
    void aRestartDoesNotEndACodeThatWasMadeInThePortal() {
        String made = platform.codes.create("33100001").code();
        platform.codes.provide();
        platform.codes.provide();

        assertThat(inFile()).containsOnlyKeys("33100002");
        assertThat(platform.service.enrol("33100001", made, Csr.fresh())).hasSize(2);
    }

    @Test
    void expiredCodesAreReplacedAndEnrolledTerminalsNeedNone() {
        Map<String, String> before = inFile();
        platform.service.enrol("33100001", before.get("33100001"), Csr.fresh());
        platform.clock.advance(Duration.ofMinutes(30));
        platform.codes.provide();

        assertThat(inFile()).containsOnlyKeys("33100002");
        assertThat(inFile().get("33100002")).isNotEqualTo(before.get("33100002"));
    }

    @Test
    void aLostOrSpoiltFileIsWrittenAnewWithOtherCodes() throws IOException {
        String before = inFile().get("33100001");
        Files.writeString(file(), "[{");
        platform.codes.provide();

        assertThat(inFile().get("33100001")).isNotEqualTo(before);
        assertThat(platform.database.number(
                        "SELECT COUNT(*) FROM enrolment_code WHERE NOT withdrawn AND thumbprint IS NULL"))
                .isEqualTo(2);
    }

    private Path file() {
        return directory.resolve("enrolment-codes.json");
    }

    private Map<String, String> inFile() {
        return new CodeFile(file()).read().stream().collect(Collectors.toMap(IssuedCode::terminalNo, IssuedCode::code));
    }
}
