package org.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy says which cosignatures suffice; anything doubtful in it is refused, with the number of the line. */
class WitnessPolicyTest {
    private static final NoteCosigner X1 = cosigner("x.example/1", 1);
    private static final NoteCosigner X2 = cosigner("x.example/2", 2);
    private static final NoteCosigner X3 = cosigner("x.example/3", 3);
    private static final NoteCosigner Y1 = cosigner("y.example/1", 4);
    private static final NoteCosigner Y2 = cosigner("y.example/2", 5);
    private static final String LOG = MemoryLog.SIGNER.verifier().vkey();
    private static final String EXAMPLE = String.join(
            "\n",
            "# who must have seen it",
            "log " + LOG + " https://pos.example/ledger/test",
            "",
            "\twitness X1 " + X1.verifier().vkey() + " \t http://x.example:7380 ",
            "witness X2 " + X2.verifier().vkey(),
            "witness X3 " + X3.verifier().vkey(),
            "group X-witnesses 2 X1 X2 X3",
            "witness Y1 " + Y1.verifier().vkey(),
            "witness Y2 " + Y2.verifier().vkey(),
            "group Y-witnesses any Y1 Y2",
            "group X-and-Y all X-witnesses Y-witnesses",
            "quorum X-and-Y",
            "");

    private static NoteCosigner cosigner(String name, int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return NoteCosigner.fromSeed(name, bytes);
    }

    private static WitnessPolicy parse(String text) {
        return WitnessPolicy.parse(text.getBytes(UTF_8));
    }

    @Test
    void theExampleOfTheSpecificationIsUnderstood() {
        WitnessPolicy policy = parse(EXAMPLE);
        assertThat(policy.logs()).extracting(log -> log.key().vkey()).containsExactly(LOG);
        assertThat(policy.logs().get(0).url()).contains("https://pos.example/ledger/test");
        assertThat(policy.witnesses())
                .extracting(WitnessPolicy.Witness::name)
                .containsExactly("X1", "X2", "X3", "Y1", "Y2");
        assertThat(policy.witnesses().get(0).url()).contains("http://x.example:7380");
        assertThat(policy.witnesses().get(1).url()).isEmpty();
        assertThat(policy.keys()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "X1 X2, false",
        "X1 Y1, false",
        "X1 X2 Y2, true",
        "X2 X3 Y1, true",
        "X1 X2 X3, false",
        "Y1 Y2, false",
        "X1 X2 X3 Y1 Y2, true"
    })
    void theQuorumIsCountedInGroups(String cosigned, boolean met) {
        WitnessPolicy policy = parse(EXAMPLE);
        SignedNote note = SignedNote.parse(MemoryLog.sign(MemoryLog.ofBills(5).head()));
        for (NoteCosigner witness : List.of(X1, X2, X3, Y1, Y2)) {
            String name = witness.verifier().name().replace(".example/", "").toUpperCase(Locale.ROOT);
            if (cosigned.contains(name)) {
                note = note.with(witness.cosign(note.text(), Instant.ofEpochSecond(1_800_000_000)));
            }
        }
        assertThat(policy.accepts(note.bytes())).isEqualTo(met);
    }

    @Test
    void aCosignatureThatDoesNotVerifySpoilsTheCheckpoint() {
        SignedNote note = SignedNote.parse(MemoryLog.sign(MemoryLog.ofBills(5).head()));
        SignedNote spoilt = note.with(X1.cosign("another text\n", Instant.ofEpochSecond(1)));
        assertThatThrownBy(() -> parse(EXAMPLE).accepts(spoilt.bytes())).isInstanceOf(LedgerFormatException.class);
    }

    @Test
    void noneNeedsNoWitness() {
        WitnessPolicy policy = parse("log " + LOG + "\nquorum none\n");
        assertThat(policy.needsWitnesses()).isFalse();
        assertThat(policy.accepts(MemoryLog.sign(MemoryLog.ofBills(5).head()))).isTrue();
        assertThat(parse("quorum none\n").keys()).isEmpty();
    }

    @Test
    void oneWitnessMayBeTheQuorum() {
        WitnessPolicy policy = parse("witness w " + X1.verifier().vkey() + "\nquorum w\n");
        assertThat(policy.isMetBy(List.of(X2.verifier()))).isFalse();
        assertThat(policy.isMetBy(List.of(X1.verifier()))).isTrue();
    }

    /** The longest file there may be, nothing but groups of one group. */
    @Test
    void groupsMayBeInGroupsHoweverDeep() {
        StringBuilder file = new StringBuilder("witness g0 " + X1.verifier().vkey() + "\n");
        int depth = 0;
        while (file.length() < WitnessPolicy.MAX_LENGTH - 100) {
            file.append("group g")
                    .append(depth + 1)
                    .append(" any g")
                    .append(depth)
                    .append('\n');
            depth++;
        }
        WitnessPolicy policy =
                parse(file.append("quorum g").append(depth).append('\n').toString());
        assertThat(policy.isMetBy(List.of(X1.verifier()))).isTrue();
        assertThat(policy.isMetBy(List.of(X2.verifier()))).isFalse();
    }

    @Test
    void namesAreOpaque() {
        WitnessPolicy policy = parse("witness 监管 " + X1.verifier().vkey() + "\nquorum 监管\n");
        assertThat(policy.witnesses().get(0).name()).isEqualTo("监管");
    }

    static Stream<List<String>> wrongPolicies() {
        String w1 = "witness w1 " + X1.verifier().vkey() + "\n";
        String w2 = "witness w2 " + X2.verifier().vkey() + "\n";
        String log = "log " + LOG + "\n";
        return Stream.of(
                List.of("", "none"),
                List.of(log, "one quorum line"),
                List.of("quorum none\nquorum none\n", "Line 2"),
                List.of("quorum none", "Line 1"),
                List.of("quorum\n", "Line 1: The line must be quorum"),
                List.of("quorum nobody\n", "Line 1: No line before this one defines nobody"),
                List.of("quorum w1\n" + w1, "Line 1"),
                List.of("Quorum none\n", "Line 1"),
                List.of("quorum none # comment\n", "Line 1"),
                List.of("quorum none\r\n", "Line 1"),
                List.of("quorum none\n\0\n", "Line 2"),
                List.of("log\nquorum none\n", "Line 1"),
                List.of("log rubbish\nquorum none\n", "Line 1"),
                List.of(log + log + "quorum none\n", "Line 2: The same public key"),
                List.of("log " + X1.verifier().vkey() + "\nquorum none\n", "Line 1: This is the key of a witness"),
                List.of("witness w1 " + LOG + "\nquorum none\n", "Line 1: This is the key of a log"),
                List.of("witness w1\nquorum none\n", "Line 1"),
                List.of(w1 + w1.replace("w1 ", "again ") + "quorum w1\n", "Line 2: The same public key"),
                List.of(w1 + w2.replace("w2", "w1") + "quorum w1\n", "Line 2: The name w1 is taken"),
                List.of(w1.replace("w1 ", "none ") + "quorum none\n", "Line 1: The name none is taken"),
                List.of(w1 + "group g 0 w1\nquorum g\n", "Line 2: A group needs"),
                List.of(w1 + "group g 2 w1\nquorum g\n", "Line 2: A group needs"),
                List.of(w1 + "group g 01 w1\nquorum g\n", "Line 2: A group needs"),
                List.of(w1 + "group g most w1\nquorum g\n", "Line 2: A group needs"),
                List.of(w1 + "group g any\nquorum g\n", "Line 2"),
                List.of(w1 + "group g any w1 w1\nquorum g\n", "Line 2: A name may be a member once"),
                List.of(w1 + "group g any w1\ngroup h any w1 g\nquorum h\n", "Line 3: A name may be a member once"),
                List.of(w1 + "group g any g\nquorum g\n", "Line 2: No line before"),
                List.of(w1 + "group g any none\nquorum g\n", "Line 2: No line before"),
                List.of(w1 + "group w1 any w1\nquorum w1\n", "Line 2: The name w1 is taken"),
                List.of("something else\nquorum none\n", "Line 1: A line must begin with"));
    }

    @ParameterizedTest
    @MethodSource("wrongPolicies")
    void anythingDoubtfulIsRefusedWithItsLine(List<String> wrong) {
        assertThatThrownBy(() -> parse(wrong.get(0)))
                .as(wrong.get(0))
                .isInstanceOf(LedgerFormatException.class)
                .hasMessageContaining(wrong.get(1));
    }

    @Test
    void anAuditDemandsIt() throws Exception {
        MemoryLog log = MemoryLog.ofBills(300);
        WitnessPolicy policy =
                parse("log " + LOG + "\nwitness w " + X1.verifier().vkey() + "\nquorum w\n");
        AuditPlan plan = AuditPlan.simple().withPolicy(Optional.of(policy));
        LogAuditor auditor = new LogAuditor(log, policy.keys());
        assertThat(auditor.audit(log.checkpoint(), plan, progress -> {}).findings())
                .singleElement()
                .returns(AuditFinding.Code.WITNESSES_MISSING, AuditFinding::code);
        SignedNote note = SignedNote.parse(log.checkpoint());
        byte[] cosigned =
                note.with(X1.cosign(note.text(), Instant.ofEpochSecond(1))).bytes();
        assertThat(auditor.audit(cosigned, plan, progress -> {}).findings()).isEmpty();
    }
}
