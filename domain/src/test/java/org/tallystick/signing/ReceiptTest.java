package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

class ReceiptTest {
    private static final JwsEntry TERMINAL =
            new JwsEntry(new BillHeader(SignatureAlgorithm.ES256, new byte[32], 1, "demo").encode(Typ.BILL), "AAAA");
    private static final JwsEntry SEAL = seal(Typ.RECEIPT, ReceiptStatus.SIGNED, Optional.of(TERMINAL));
    private static final JwsEntry UNSIGNED = seal(Typ.UNSIGNED, ReceiptStatus.UNSIGNED, Optional.empty());

    private static JwsEntry seal(String typ, ReceiptStatus status, Optional<JwsEntry> terminal) {
        SealStatement statement = new SealStatement(
                "63000000000", status, Optional.empty(), Channel.REST, false, terminal.map(JwsEntry::digest));
        return new JwsEntry(
                new SealHeader(SignatureAlgorithm.EDDSA, typ, new byte[32], 2, "demo", statement).encode(), "BBBB");
    }

    @Test
    void hasExactlyTheFormOfTheWire() {
        Receipt receipt = Receipt.assemble("e30", Optional.of(TERMINAL), SEAL);

        assertThat(receipt.bytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("{\"payload\":\"e30\",\"signatures\":[{\"protected\":\"" + TERMINAL.protectedHeader()
                        + "\",\"signature\":\"AAAA\"},{\"protected\":\"" + SEAL.protectedHeader()
                        + "\",\"signature\":\"BBBB\"}]}");
    }

    @Test
    void isReadBackFromItsBytes() {
        Receipt receipt = Receipt.parse(
                Receipt.assemble("e30", Optional.of(TERMINAL), SEAL).bytes());

        assertThat(receipt.payload()).asString().isEqualTo("{}");
        assertThat(receipt.terminalEntry()).contains(TERMINAL);
        assertThat(receipt.billHeader().map(BillHeader::iat)).contains(1L);
        assertThat(receipt.sealEntry()).isEqualTo(SEAL);
        assertThat(receipt.sealHeader().statement().number()).isEqualTo("63000000000");
        assertThat(receipt.sealHeader()).isSameAs(receipt.sealHeader());
        assertThat(receipt.billHeader()).isSameAs(receipt.billHeader());
        assertThat(receipt.sealCoversTerminal()).isTrue();
    }

    @Test
    void hasADigestOfItsOwn() {
        String covered = SEAL.protectedHeader() + ".e30." + SEAL.signature();

        assertThat(Receipt.assemble("e30", Optional.of(TERMINAL), SEAL).digest())
                .isEqualTo(Sha256.of(covered.getBytes(StandardCharsets.US_ASCII)));
    }

    static Stream<Arguments> goodForms() {
        return Stream.of(
                Arguments.of("signed", List.of(TERMINAL, SEAL), true),
                Arguments.of("unsigned", List.of(UNSIGNED), true),
                Arguments.of(
                        "unsigned under an unfit certificate",
                        List.of(TERMINAL, seal(Typ.UNSIGNED, ReceiptStatus.UNSIGNED, Optional.of(TERMINAL))),
                        true),
                Arguments.of("seal of another receipt", List.of(otherTerminal(), SEAL), false),
                Arguments.of("terminal's entry added", List.of(TERMINAL, UNSIGNED), false),
                Arguments.of(
                        "seal that names a missing signature",
                        List.of(seal(Typ.UNSIGNED, ReceiptStatus.UNSIGNED, Optional.of(TERMINAL))),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodForms")
    void tellsWhetherTheSealCoversTheTerminal(String name, List<JwsEntry> entries, boolean covered) {
        assertThat(Receipt.parse(bytes(entries)).sealCoversTerminal()).isEqualTo(covered);
    }

    private static JwsEntry otherTerminal() {
        return new JwsEntry(TERMINAL.protectedHeader(), "AAAAAAAA");
    }

    /** THREATS.md A5: everything that can be stripped, swapped or added. */
    static Stream<Arguments> badForms() {
        JwsEntry event = new JwsEntry(
                new BillHeader(SignatureAlgorithm.ES256, new byte[32], 1, "demo").encode(Typ.EVENT), "AAAA");
        return Stream.of(
                Arguments.of("no entry", List.of()),
                Arguments.of("terminal alone", List.of(TERMINAL)),
                Arguments.of("seal over a signed bill alone", List.of(SEAL)),
                Arguments.of("swapped", List.of(SEAL, TERMINAL)),
                Arguments.of("swapped, unsigned", List.of(UNSIGNED, TERMINAL)),
                Arguments.of("terminal twice", List.of(TERMINAL, TERMINAL)),
                Arguments.of("seal twice", List.of(SEAL, SEAL)),
                Arguments.of("two seals", List.of(UNSIGNED, SEAL)),
                Arguments.of("third entry", List.of(TERMINAL, SEAL, SEAL)),
                Arguments.of("third entry in front", List.of(TERMINAL, TERMINAL, SEAL)),
                Arguments.of("event for a bill", List.of(event, SEAL)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badForms")
    void refusesEveryOtherSetOfEntries(String name, List<JwsEntry> entries) {
        assertThat(problem(bytes(entries)).type()).isIn(ProblemType.MALFORMED, ProblemType.HEADER_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {" {", "{ ", "{\"x\":1,", "{\"pay\\u006coad\":"})
    void refusesEveryOtherSpelling(String beginning) {
        String good = new String(bytes(List.of(TERMINAL, SEAL)), StandardCharsets.US_ASCII);
        String bad = beginning.endsWith(":") ? good.replace("{\"payload\":", beginning) : beginning + good.substring(1);

        assertThat(problem(bad.getBytes(StandardCharsets.US_ASCII)).type()).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void refusesOtherOrdersOfMembersAndFurtherOnes() {
        Map<String, Object> entry = Bills.object("protected", UNSIGNED.protectedHeader(), "signature", "BBBB");
        Map<String, Object> turned = Bills.object("signature", "BBBB", "protected", UNSIGNED.protectedHeader());
        Map<String, Object> more = Bills.object(
                "protected",
                UNSIGNED.protectedHeader(),
                "signature",
                "BBBB",
                "header",
                Bills.object("etsiU", List.of()));

        assertThatCode(() ->
                        Receipt.parse(JsonWriter.write(Bills.object("payload", "e30", "signatures", List.of(entry)))))
                .doesNotThrowAnyException();
        for (Map<String, Object> bad : List.of(
                Bills.object("payload", "e30", "signatures", List.of(turned)),
                Bills.object("payload", "e30", "signatures", List.of(more)),
                Bills.object("signatures", List.of(entry), "payload", "e30"),
                Bills.object("payload", "e30", "signatures", List.of(entry), "parts", List.of()),
                Bills.object("payload", "e31", "signatures", List.of(entry)),
                Bills.object("payload", 7, "signatures", List.of(entry)))) {
            assertThat(problem(JsonWriter.write(bad)).type()).isEqualTo(ProblemType.MALFORMED);
        }
    }

    @Test
    void isAtMost32KiB() {
        assertThat(problem(new byte[(32 << 10) + 1]).type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    private static byte[] bytes(List<JwsEntry> entries) {
        List<Object> members = new ArrayList<>();
        entries.forEach(entry ->
                members.add(Bills.object("protected", entry.protectedHeader(), "signature", entry.signature())));
        return JsonWriter.write(Bills.object("payload", "e30", "signatures", members));
    }

    private static Problem problem(byte[] stored) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Receipt.parse(stored));
        assertThat(problem).as("refusal").isNotNull();
        return problem;
    }
}
