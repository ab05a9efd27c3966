package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tallystick.signing.Bills.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.ProblemType;

/** The objects inside a bill. */
class BillObjectsTest {
    @ParameterizedTest
    @EnumSource(
            value = EntryMode.class,
            names = {"SWIPE", "INSERT", "TAP", "MANUAL"})
    void wantsTheCardholderSignatureAtCardSales(EntryMode mode) {
        Map<String, Object> members = Bills.minimal();
        members.put("entryMode", mode.name());
        refused(members, ProblemType.MEMBER_INVALID, "cardholderSignature");
        members.put("type", "VOID");
        assertThatCode(() -> Bills.parse(members)).doesNotThrowAnyException();
    }

    @Test
    void holdsTheCardholderSignatureToItsWords() {
        memberRefused("cardholderSignature", "requirement", "MAYBE");
        memberRefused("cardholderSignature", "status", "DRAWN");
        memberRefused("cardholderSignature", "featureCode", "1a2b3c4d");
        memberRefused("cardholderSignature", "featureCode", "1A2B3C4");
        for (SignatureRequirement requirement : SignatureRequirement.values()) {
            assertThat(with("cardholderSignature", "requirement", requirement.name())
                            .cardholderSignature()
                            .map(Bill.CardholderSignature::requirement))
                    .contains(requirement);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "622202*******011",
                "62220******00011",
                "6222020000000011",
                "622202**0011",
                "622202**********00111",
                "622202xxxxxx0011",
                "a22202******0011"
            })
    void refusesOtherMasks(String masked) {
        memberRefused("card", "masked", masked);
    }

    @Test
    void acceptsMasksOfThirteenToNineteenCharacters() {
        for (int hidden = 3; hidden <= 9; hidden++) {
            String masked = "622202" + "*".repeat(hidden) + "0011";
            assertThat(with("card", "masked", masked).card().map(Bill.Card::masked))
                    .contains(masked);
        }
        memberRefused("card", "masked", "622202" + "*".repeat(2) + "0011");
        memberRefused("card", "masked", "622202" + "*".repeat(10) + "0011");
        memberRefused("card", "kind", "PREPAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57", "5A", "5a", "5F20", "5F24", "9F1F", "9F20", "9F6B", "9f6b", "56"})
    void refusesCardDataFromTheChip(String tag) {
        memberRefused("chip", tag, "00");
        Map<String, Object> members = Bills.full();
        members.put("chip", Bills.object("aid", "A0", "more", List.of(Bills.object(tag, "00"))));
        refused(members, ProblemType.MEMBER_INVALID, "chip.tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "0G", "A0 0"})
    void wantsHexadecimalFromTheChip(String text) {
        memberRefused("chip", "tc", text);
    }

    @Test
    void knowsOriginalsByCounterOrByTheNumbersOfASlip() {
        Map<String, Object> members = Bills.minimal();
        members.put("type", "REFUND");
        members.put("original", Bills.object("traceNo", "000007", "referenceNo", "123456789012"));
        assertThat(Bills.parse(members).original().map(Bill.Original::slipNumbers))
                .contains(Map.of("traceNo", "000007", "referenceNo", "123456789012"));
        for (Map<String, Object> half : List.of(
                Bills.object(),
                Bills.object("series", 1, "counter", 2),
                Bills.object("terminalNo", "10000001", "series", 1),
                Bills.object("terminalNo", "10000001", "counter", 1))) {
            members.put("original", half);
            refused(members, ProblemType.MEMBER_INVALID, "original.counter");
        }
    }

    @Test
    void listsTheOutageInARecoveryOnly() {
        Map<String, Object> members = Bills.minimal();
        members.put("type", "RECOVERY");
        refused(members, ProblemType.MEMBER_INVALID, "outage");
        members.put("outage", List.of(Bills.object("counter", 7, "amount", 0, "cause", "SIGNING_UNIT_FAILED")));
        assertThat(Bills.parse(members).outage()).containsExactly(new Bill.OutageEntry(7, 0, "SIGNING_UNIT_FAILED"));
        assertThat(Bills.parse(members).toJson()).isEqualTo(JsonWriter.write(members));
        members.put("outage", List.of(Bills.object("counter", 7, "amount", -1, "cause", "X")));
        refused(members, ProblemType.MEMBER_INVALID, "outage[0].amount");
        members.put("outage", List.of(Bills.object("counter", 7, "amount", 1, "cause", "because")));
        refused(members, ProblemType.MEMBER_INVALID, "outage[0].cause");
        members.put("outage", List.of());
        assertThat(Bills.parse(members).outage()).isEmpty();
        members.put("type", "SALE");
        refused(members, ProblemType.MEMBER_INVALID, "outage");
    }

    @Test
    void namesPartsByDigests() {
        memberRefused("parts", "lines", "AAAA");
        memberRefused("parts", "lines", 7);
        assertThat(with("parts", "future", Bills.DIGEST).parts()).containsOnlyKeys("lines", "future");
        Map<String, Object> members = Bills.full();
        members.put("parts", Bills.object("a/b", Bills.DIGEST));
        refused(members, ProblemType.MEMBER_INVALID, "parts");
    }

    private static Bill with(String object, String member, Object value) {
        return Bills.parse(changed(object, member, value));
    }

    private static void memberRefused(String object, String member, Object value) {
        String at = object.equals("chip") && !member.equals("tc") ? "chip.tags" : object + "." + member;
        refused(changed(object, member, value), ProblemType.MEMBER_INVALID, at);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> changed(String object, String member, Object value) {
        Map<String, Object> members = Bills.full();
        ((Map<String, Object>) members.get(object)).put(member, value);
        return members;
    }
}
