package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.verification.AttackCorpus.Attack;

/** No file of the corpus passes, and the question that it attacks is the one that finds it. */
class AttackCorpusTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final List<Attack> ATTACKS = all(PLATFORM);

    /** Every attack on a platform, with genuine files made now. */
    static List<Attack> all(TestPlatform platform) {
        TestPlatform stranger = new TestPlatform();
        ReceiptFile foreign = stranger.genuine().withCertificates(List.of(stranger.rootCertificate()));
        ReceiptFile genuine = platform.genuine();
        return Stream.of(
                        AttackCorpus.against(genuine, platform.genuine(), foreign),
                        AttackCorpus.againstUnsigned(
                                platform.receipt().unsigned().file(), genuine),
                        ForgeryCorpus.on(platform))
                .flatMap(List::stream)
                .toList();
    }

    static Stream<Attack> attacks() {
        return ATTACKS.stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsFoundAndTheQuestionNamed(Attack attack) {
        VerificationReport report = new ReceiptVerifier().verify(attack.file(), PLATFORM.context());
        assertThat(report.outcome()).isEqualTo(attack.outcome());
        CheckResult check = report.check(attack.check()).orElseThrow();
        assertThat(check.result()).isEqualTo(attack.outcome() == Outcome.UNKNOWN ? Verdict.UNKNOWN : Verdict.FAIL);
    }

    @Test
    void everyAttackHasANameOfItsOwn() {
        assertThat(ATTACKS).extracting(Attack::name).doesNotHaveDuplicates().hasSizeGreaterThan(140);
    }

    /** Else the corpus would test nothing but its own clumsiness. */
    @Test
    void theFilesThatAttacksAreMadeOfAreGenuine() {
        ReceiptVerifier verifier = new ReceiptVerifier();
        assertThat(verifier.verify(PLATFORM.genuine().toJson(), PLATFORM.context())
                        .outcome())
                .isEqualTo(Outcome.GENUINE);
        TestPlatform stranger = new TestPlatform();
        assertThat(verifier.verify(stranger.genuine().toJson(), stranger.context())
                        .outcome())
                .isEqualTo(Outcome.GENUINE);
    }
}
