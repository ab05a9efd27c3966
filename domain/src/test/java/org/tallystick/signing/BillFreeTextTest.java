package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tallystick.signing.Bills.problem;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Rule C5: no full card number in free text, and none in the refusal either. */
class BillFreeTextTest {
    private static final String CARD = "4111 1111 1111 1111";

    @ParameterizedTest
    @ValueSource(strings = {"merchantName", "operator", "city", "remark"})
    void isScannedInTheBill(String member) {
        Map<String, Object> members = Bills.full();
        members.put(member, "call " + CARD);
        refused(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheme", "issuer", "remark"})
    void isScannedInTheCard(String member) {
        Map<String, Object> members = Bills.full();
        members.put("card", Bills.object("masked", "622202******0011", member, CARD));
        refused(members);
    }

    @Test
    void isScannedInUnknownMembersAtEveryDepth() {
        for (Object unknown : List.of(
                List.of(CARD),
                Bills.object("a", List.of(Bills.object("b", CARD))),
                Bills.object("4111111111111111", 1))) {
            Map<String, Object> members = Bills.full();
            members.put("extension", unknown);
            refused(members);
        }
        Map<String, Object> members = Bills.full();
        members.put("4111111111111111", true);
        refused(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip", "cardholderSignature", "original"})
    void isScannedInUnknownMembersOfObjects(String object) {
        Map<String, Object> members = Bills.full();
        @SuppressWarnings("unchecked")
        Map<String, Object> inner = (Map<String, Object>) members.get(object);
        inner.put("note", CARD);
        refused(members);
    }

    @Test
    void isScannedInOutages() {
        Map<String, Object> members = Bills.minimal();
        members.put("type", "RECOVERY");
        members.put("outage", List.of(Bills.object("counter", 1, "amount", 1, "cause", "UNKNOWN", "note", CARD)));
        refused(members);
    }

    @Test
    void isNotScannedInNumberedMembers() {
        Map<String, Object> members = Bills.full();
        members.put("merchantNo", "411111111111111");
        members.put("amount", 4111111111111111L);
        assertThatCode(() -> Bills.parse(members)).doesNotThrowAnyException();
    }

    @Test
    void ignoresOtherUnknownMembers() {
        Map<String, Object> members = Bills.full();
        members.put("extension", Bills.object("a", List.of(1, "x", true), "b", 4111111111111111L));
        assertThatCode(() -> Bills.parse(members)).doesNotThrowAnyException();
    }

    private static void refused(Map<String, Object> members) {
        Problem problem = problem(JsonWriter.write(members));
        assertThat(problem).as("refusal of %s", members).isNotNull();
        assertThat(problem.type()).isEqualTo(ProblemType.FULL_CARD_NUMBER);
        assertThat(JsonWriter.text(problem.toMembers("i"))).doesNotContain("1111");
    }
}
