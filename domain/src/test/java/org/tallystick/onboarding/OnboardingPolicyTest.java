package org.tallystick.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OnboardingPolicyTest {

    @Test
    void aStoredPolicyNamesWhatIsMissing() {
        OnboardingPolicy policy = OnboardingPolicy.stored("ENTERPRISE", true, "LICENCE, IDENTITY");

        assertThat(policy.kind()).isEqualTo(ApplicantKind.ENTERPRISE);
        assertThat(policy.missing(List.of())).containsExactly(DocumentKind.LICENCE, DocumentKind.IDENTITY);
        assertThat(policy.missing(List.of(DocumentKind.OTHER, DocumentKind.IDENTITY)))
                .containsExactly(DocumentKind.LICENCE);
        assertThat(policy.missing(List.of(DocumentKind.IDENTITY, DocumentKind.LICENCE)))
                .isEmpty();
    }

    @Test
    void aPolicyMayAskForNothing() {
        assertThat(OnboardingPolicy.stored("INDIVIDUAL", false, "").missing(List.of()))
                .isEmpty();
    }
}
