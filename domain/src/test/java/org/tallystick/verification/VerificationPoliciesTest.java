package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.shared.Problem;

class VerificationPoliciesTest {
    /** API.md, Report, word for word. */
    private static final Set<String> DECISIVE = Set.of(
            "format",
            "bill-signature",
            "terminal-certificate",
            "seal-signature",
            "seal-certificate",
            "seal-covers-terminal",
            "algorithms",
            "in-ledger");

    private final TestPlatform platform = new TestPlatform();
    private final ReceiptVerifier verifier = new ReceiptVerifier();

    @Test
    void withoutAPurposeTheQuestionsOfTheContractDecide() {
        VerificationPolicy policy = platform.context().policy();

        assertThat(policy.purpose()).isEqualTo(Purpose.CONSUMER);
        assertThat(policy.decisive()).isEqualTo(DECISIVE);
        assertThat(policy.notAsked()).isEmpty();
        assertThat(policy.witnesses()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aPurposeAsksForMoreOrTheSameAndNamesEveryQuestionOfAClass(Purpose purpose) {
        VerificationPolicy policy = VerificationPolicies.inForce(purpose, TestPlatform.NOW);

        assertThat(policy.decisive()).containsAll(DECISIVE);
        assertThat(policy.decisive().size()
                        + policy.warning().size()
                        + policy.notAsked().size())
                .isEqualTo(ReceiptVerifier.questions().size());
        assertThat(Purpose.of(purpose.key())).contains(purpose);
    }

    @Test
    void evidenceNeedsAWitnessWhereASlipDoesNot() {
        ReceiptFile alone = platform.genuine();
        ReceiptFile witnessed = platform.receipt().witnessedBy(platform.witness).file();
        TrustAnchors anchors = new TrustAnchors(
                platform.anchors().roots(),
                List.of(platform.log.verifier(), platform.witness.verifier()),
                platform.anchors().audience(),
                true);
        VerificationContext consumer = VerificationContext.offline(anchors, TestPlatform.NOW.plusSeconds(3600));

        for (Purpose strict : List.of(Purpose.AUDIT, Purpose.COURT)) {
            assertThat(verifier.verify(alone, consumer).outcome()).isEqualTo(Outcome.GENUINE);
            VerificationReport report = verifier.verify(alone, consumer.with(strict));
            assertThat(report.outcome()).as("%s", strict).isEqualTo(Outcome.UNKNOWN);
            assertThat(report.decidedBy()).contains("witnessed");
            assertThat(verifier.verify(witnessed, consumer.with(strict)).outcome())
                    .isEqualTo(Outcome.GENUINE);
        }
    }

    @Test
    void aQuestionThatIsNotAskedSaysSo() {
        VerificationReport report =
                verifier.verify(platform.genuine(), platform.context().with(Purpose.MERCHANT));

        assertThat(report.check("witnessed").orElseThrow().why()).isEqualTo("not-asked");
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void noPurposeMakesAForgeryGenuine() {
        var forgeries = ForgeryCorpus.on(platform);
        for (Purpose purpose : Purpose.values()) {
            assertThat(forgeries).allSatisfy(attack -> assertThat(
                            verifier.verify(attack.file(), platform.context().with(purpose))
                                    .outcome())
                    .as("%s %s", purpose, attack.name())
                    .isNotEqualTo(Outcome.GENUINE));
        }
    }

    @Test
    void theReportNamesTheRulesByWhichItJudges() {
        VerificationReport report =
                verifier.verify(platform.genuine(), platform.context().with(Purpose.AUDIT));

        assertThat(new String(report.toJson(), StandardCharsets.UTF_8))
                .contains("\"policy\":{\"id\":\"tallystick-audit\",\"version\":1,\"purpose\":\"audit\"}");
    }

    @Test
    void theDayDecidesWhichVersionCounts() throws IOException {
        String second = file().replaceFirst(
                        "(?s)\\{\\s*\"id\": \"tallystick-consumer\".*?\\},", "$0" + consumer(2, "2030-05-01") + ",");
        List<VerificationPolicy> policies = VerificationPolicies.read(second.getBytes(StandardCharsets.UTF_8));

        assertThat(policies).hasSize(Purpose.values().length + 1);
        assertThat(VerificationPolicies.inForce(policies, Purpose.CONSUMER, Instant.parse("2030-04-30T23:59:59Z")))
                .returns(1, VerificationPolicy::version);
        assertThat(VerificationPolicies.inForce(policies, Purpose.CONSUMER, Instant.parse("2030-05-01T00:00:00Z")))
                .returns(2, VerificationPolicy::version);
        assertThat(VerificationPolicies.inForce(policies, Purpose.CONSUMER, Instant.parse("2020-01-01T00:00:00Z")))
                .as("before the first one, the first one")
                .returns(1, VerificationPolicy::version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"algorithms\", \"in-ledger\"] | \"algorithms\"] | must name every question",
                "\"warning\": [ | \"warning\": [\"format\", | two headings",
                "\"cardholder-signature\", | \"cardholder-signature\", \"cardholder-signature\", | twice",
                "\"late\", | \"late\", \"phase-of-the-moon\", | no others",
                "\"witnesses\": 1 | \"witnesses\": 0 | at least one witness",
                "\"version\": 1 | \"version\": 2 | must follow the version before it",
                "\"consumer\", | \"children\", | is none",
                "\"version\": 1, | \"version\": 1, \"colour\": 2, | not allowed here"
            })
    void aFileThatBreaksTheRulesIsNotLoaded(String found, String put, String sentence) throws IOException {
        String broken = file().replaceFirst(Pattern.quote(found), put.strip());

        assertThat(broken).isNotEqualTo(file());
        assertThatThrownBy(() -> VerificationPolicies.read(broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfAny(IllegalArgumentException.class, Problem.class)
                .hasStackTraceContaining(sentence.strip());
    }

    @Test
    void aWeakerPolicyIsNotLoaded() throws IOException {
        String weaker = file().replaceFirst("\"in-ledger\"\\],", "\"clock\"],")
                .replaceFirst("\"clock\", \"amounts", "\"in-ledger\", \"amounts");

        assertThatThrownBy(() -> VerificationPolicies.read(weaker.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("must not be weaker");
    }

    @Test
    void aQuestionThatAFalseReceiptCanFailIsAlwaysAsked() throws IOException {
        String silent = file().replaceFirst("\"parts-match\", ", "")
                .replaceFirst("\"notAsked\": \\[\\]", "\"notAsked\": [\"parts-match\"]");

        assertThatThrownBy(() -> VerificationPolicies.read(silent.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("can fail");
    }

    @Test
    void aQuestionThatMayBeLeftOutNeverFails() {
        Set<String> mayBeLeftOut =
                Set.of("late", "witnessed", "clock", "amounts-add-up", "revocation-online", "not-voided");
        AttackCorpusTest.all(platform).stream()
                .flatMap(attack -> verifier.verify(attack.file(), platform.context()).checks().stream())
                .filter(check -> mayBeLeftOut.contains(check.id()))
                .forEach(check -> assertThat(check.result()).as(check.id()).isNotEqualTo(Verdict.FAIL));
    }

    private static String consumer(int version, String from) throws IOException {
        String file = file();
        String first = file.substring(file.indexOf('{', 3), file.indexOf('}') + 1);
        return first.replace("\"version\": 1", "\"version\": " + version).replace("2026-01-01", from);
    }

    private static String file() throws IOException {
        try (InputStream in = VerificationPoliciesTest.class.getResourceAsStream("policies.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
