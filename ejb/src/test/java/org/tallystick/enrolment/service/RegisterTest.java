package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.enrolment.EnrolledMerchant;

class RegisterTest {
    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(directory);
    }

    @Test
    void whoTakesPartIsWhatTheFileSays() {
        load(Platform.REGISTER);

        EnrolledMerchant merchant = merchants().find(Platform.MERCHANT).orElseThrow();
        assertThat(merchant.nameZh()).isEqualTo("西湖超市");
        assertThat(merchant.storeName()).isEqualTo("Main");
        assertThat(merchant.acquirerNameEn()).isEqualTo("Hangzhou Acquiring");
        assertThat(merchants().find(Platform.MERCHANT, "33100002").orElseThrow().storeAddress())
                .isEqualTo("2 East Street");
        assertThat(merchants().find(Platform.MERCHANT, "33109999")).isEmpty();
        assertThat(platform.enrolments.terminalsWithoutDevice()).containsExactly("33100001", "33100002");
    }

    @Test
    void applyingTheFileAgainChangesNothing() {
        load(Platform.REGISTER);
        load(Platform.REGISTER);

        assertThat(platform.database.number("SELECT COUNT(*) FROM store")).isEqualTo(2);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal")).isEqualTo(2);
    }

    @Test
    void whatTheFileChangesIsChanged() {
        load(Platform.REGISTER);
        load(Platform.REGISTER.replace("West Lake Market", "Lake Market").replace("2 East Street", "3 East Street"));

        EnrolledMerchant merchant =
                merchants().find(Platform.MERCHANT, "33100002").orElseThrow();
        assertThat(merchant.nameEn()).isEqualTo("Lake Market");
        assertThat(merchant.storeAddress()).isEqualTo("3 East Street");
    }

    @Test
    void aNewSerialNumberIsANewDeviceThatHasToBeEnrolled() {
        load(Platform.REGISTER);
        platform.database.execute("UPDATE terminal SET has_device = TRUE, series = 1");

        load(Platform.REGISTER.replace("SN-2", "SN-3"));

        assertThat(platform.enrolments.terminalsWithoutDevice()).containsExactly("33100002");
        assertThat(platform.enrolments.terminal("33100002").orElseThrow().series())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "33100002"                 | "3310000"          | merchants[0].terminals[1].terminalNo
            "33100002"                 | "33100001"         | merchants[0].terminals[1].terminalNo
            "SN-2"                     | "SN-1"             | merchants[0].terminals[1].serial
            "store": "East"            | "store": "West"    | merchants[0].terminals[1].store
            "name": "East"             | "name": "Main"     | merchants[0].stores[1].name
            "5411"                     | "541"              | merchants[0].mcc
            "acquirer": "48523310"     | "acquirer": "1"    | merchants[0].acquirer
            "852331054110001"          | "85233105411"      | merchants[0].merchantNo
            "nameZh": "杭州收单"        | "nameZh": " "      | acquirers[0].nameZh
            "region": "Zhejiang",      | ''                 | merchants[0].region
            """,
            quoteCharacter = '\'')
    void aMistakeIsNamedWithFileMemberAndRemedy(String right, String wrong, String member) {
        assertThatThrownBy(() -> load(Platform.REGISTER.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("register.json")
                .hasMessageContaining("\"" + member + "\"")
                .hasMessageContaining("Correct the file");
        assertThat(platform.database.number("SELECT COUNT(*) FROM acquirer"))
                .as("all or nothing")
                .isZero();
    }

    @Test
    void theLeastVersionsOfProgramsAreDataToo() {
        String programs =
                "{\"programs\": [{\"brand\": \"Newland\", \"model\": \"*\", \"minimum\": \"3.0\", \"from\": \"2027-01-01\"}],";
        String register = Platform.REGISTER.stripLeading().replaceFirst("\\{", programs);
        load(register);
        load(register.replace("3.0", "3.1"));
        load(Platform.REGISTER);

        assertThat(platform.database.number("SELECT COUNT(*) FROM program_policy WHERE minimum = '3.1'"))
                .isEqualTo(1);
        assertThatThrownBy(() -> load(register.replace("2027-01-01", "2027-13-01")))
                .hasMessageContaining("programs[0].from");
        assertThatThrownBy(() -> load(register.replace("3.0", "beta"))).hasMessageContaining("programs[0].minimum");
    }

    @Test
    void aMisspeltMemberIsNotOverlooked() {
        assertThatThrownBy(() -> load(Platform.REGISTER.replace("\"stores\"", "\"store\"")))
                .hasMessageContaining("merchants[0]");
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() {
        assertThatThrownBy(() -> load(Platform.REGISTER.replaceFirst(",", "")))
                .hasMessageContaining("register.json")
                .hasMessageContaining("byte");
    }

    @Test
    void aMissingFileIsTold() {
        Register register = new Register(platform.registerUpdate, Optional.of(directory.resolve("none.json")));
        assertThatThrownBy(register::load)
                .hasMessageContaining("none.json")
                .hasMessageContaining("tallystick.register");
    }

    @Test
    void merchantsAndTerminalsStayWithWhomTheyWereEnrolledFor() {
        load(Platform.REGISTER);
        String other =
                Platform.REGISTER.replace("\"merchantNo\": \"852331054110001\"", "\"merchantNo\": \"852331054110002\"");
        String moved = Platform.REGISTER
                .replace(
                        "{\"code\": \"48523310\"",
                        "{\"code\": \"48521000\", \"nameZh\": \"a\", \"nameEn\": \"a\"}, {\"code\": \"48523310\"")
                .replace("\"acquirer\": \"48523310\"", "\"acquirer\": \"48521000\"");

        assertThatThrownBy(() -> load(other)).hasMessageContaining("enrolled for another merchant");
        assertThatThrownBy(() -> load(moved))
                .hasMessageContaining("differs from the one the merchant is enrolled with");
        assertThatThrownBy(() -> load(Platform.REGISTER.replace("33100002", "33100009")))
                .hasMessageContaining("one device is one terminal");
    }

    private void load(String json) {
        Path file = directory.resolve("register.json");
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        new Register(platform.registerUpdate, Optional.of(file)).load();
    }

    private Merchants merchants() {
        return new Merchants(platform.enrolments, platform.clock);
    }
}
