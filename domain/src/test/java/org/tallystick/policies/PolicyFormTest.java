package org.tallystick.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A new version is read whole or refused with what is wrong, field by field. */
class PolicyFormTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

    private static PolicyForm read(PolicyKind kind, Optional<PolicyVersion> before, Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(typed);
        all.putIfAbsent("valid_from", "2026-12-01");
        return PolicyForm.read(
                kind,
                kind.isOwned() ? "*" : "",
                before,
                name -> all.containsKey(name) ? List.of(all.get(name).split("\\|")) : List.of(),
                TODAY);
    }

    private static PolicyVersion whole(PolicyKind kind, Map<String, String> typed) {
        PolicyForm form = read(kind, Optional.empty(), typed);
        assertThat(form.faults()).isEmpty();
        return form.version().orElseThrow();
    }

    @Test
    void anAmountIsReadInTheCurrencyOfItsRule() {
        PolicyVersion yuan = whole(
                PolicyKind.SIGNATURE,
                Map.of("entry_mode", "TAP", "currency", "CNY", "small_limit", "1,500.00", "cdcvm", "yes"));
        assertThat(yuan.values())
                .containsEntry("small_limit", "150000")
                .containsEntry("cdcvm", "true")
                .containsEntry("qr", "false");
        assertThat(yuan.id()).isEqualTo("tap-cny");
        assertThat(yuan.rule()).isEqualTo("*~TAP~CNY");
        PolicyVersion yen =
                whole(PolicyKind.SIGNATURE, Map.of("entry_mode", "TAP", "currency", "JPY", "small_limit", "1500"));
        assertThat(yen.values()).containsEntry("small_limit", "1500");
        assertThat(whole(PolicyKind.SIGNATURE, Map.of("entry_mode", "SWIPE", "currency", "*"))
                        .values())
                .containsEntry("small_limit", "");
    }

    @Test
    void theNextVersionGoesOnFromTheLastAndKeepsWhatItIsAbout() {
        PolicyVersion first = new PolicyVersion(
                PolicyKind.SETTLEMENT,
                "",
                Map.of("id", "TRACE"),
                3,
                TODAY,
                Map.of("position", "3", "fields", "TRACE,AMOUNT", "days", "1", "certain", "false"));
        PolicyVersion next = read(
                        PolicyKind.SETTLEMENT,
                        Optional.of(first),
                        Map.of("days", "2", "certain", "yes", "id", "REFERENCE", "position", "9"))
                .version()
                .orElseThrow();
        assertThat(next.version()).isEqualTo(4);
        assertThat(next.rule()).isEqualTo(first.rule());
        assertThat(next.values())
                .containsEntry("days", "2")
                .containsEntry("certain", "true")
                .containsEntry("position", "3")
                .containsEntry("fields", "TRACE,AMOUNT");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29, policy.day",
        "2026-11-28, policy.day",
        "1970-01-01, policy.day",
        "2036-11-29, policy.day",
        "tomorrow, policy.day",
        "'', policy.day"
    })
    void whatHasBeenJudgedIsNeverJudgedAnew(String day, String fault) {
        PolicyForm form = read(PolicyKind.LATE_BILL, Optional.empty(), Map.of("late_hours", "24", "valid_from", day));
        assertThat(form.version()).isEmpty();
        assertThat(form.faults()).containsEntry("valid_from", fault).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-1", "721", "1.5", "x", "''", "99999999999"})
    void aNumberIsWithinWhatIsPossible(String hours) {
        assertThat(read(PolicyKind.LATE_BILL, Optional.empty(), Map.of("late_hours", hours))
                        .faults())
                .containsEntry("late_hours", "policy.number");
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        Map<String, String> deadline = Map.of(
                "cause_group",
                "DEVICE",
                "warn_hours",
                "24",
                "due_hours",
                "12",
                "escalate_hours",
                "48",
                "escalate_to",
                "OPERATOR");
        assertThat(read(PolicyKind.DEADLINE, Optional.empty(), deadline).faults())
                .containsEntry("due_hours", "policy.order");
        Map<String, String> hold =
                Map.of("id", "mine", "currency", "CNY", "least_amount", "0", "least_risk", "LOW", "advice", "HOLD");
        assertThat(read(PolicyKind.HOLD, Optional.empty(), with(hold, "most_hours", "0"))
                        .faults())
                .containsEntry("most_hours", "policy.hours");
        assertThat(read(PolicyKind.HOLD, Optional.empty(), with(hold, "most_hours", "24"))
                        .faults())
                .isEmpty();
        assertThat(read(PolicyKind.ONBOARDING, Optional.empty(), Map.of("kind", "ENTERPRISE", "offered", "yes"))
                        .faults())
                .containsEntry("documents", "policy.documents");
        assertThat(whole(
                                PolicyKind.ONBOARDING,
                                Map.of("kind", "ENTERPRISE", "offered", "yes", "documents", "PREMISES|LICENCE|X"))
                        .values())
                .containsEntry("documents", "LICENCE,PREMISES");
        assertThat(read(
                                PolicyKind.RISK,
                                Optional.empty(),
                                Map.of("days", "30", "least_receipts", "20", "normal_from", "50", "high_from", "10"))
                        .faults())
                .containsEntry("high_from", "policy.shares");
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        Map<String, String> more = new HashMap<>(all);
        more.put(name, value);
        return more;
    }

    @ParameterizedTest
    @CsvSource({"XXY", "cny", "''", "'CNY;DROP'"})
    void aCurrencyIsOneThatThereIs(String currency) {
        assertThat(read(PolicyKind.SIGNATURE, Optional.empty(), Map.of("entry_mode", "TAP", "currency", currency))
                        .faults())
                .containsEntry("currency", "policy.currency");
    }

    @ParameterizedTest
    @CsvSource({"Large", "9", "a-very-long-name", "''", "naïve", "a b"})
    void aNameIsShortAndPlain(String name) {
        assertThat(read(PolicyKind.HOLD, Optional.empty(), Map.of("id", name)).faults())
                .containsEntry("id", "policy.name");
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void nothingTypedIsRefusedAndNothingOfItIsKept(PolicyKind kind) {
        PolicyForm form = read(kind, Optional.empty(), Map.of("valid_from", ""));
        assertThat(form.version()).isEmpty();
        assertThat(form.faults()).containsKey("valid_from");
        assertThat(PolicyKind.ofWord(kind.word())).contains(kind);
    }
}
