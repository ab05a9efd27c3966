package org.tallystick.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.onboarding.MerchantApplication.Beginning;
import org.tallystick.onboarding.MerchantApplication.KeptAccount;

class ApplicationStateTest {

    /** Everything that may happen; what is not here may not. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT,SUBMIT",
        "SUBMITTED,TAKE",
        "IN_REVIEW,ASK APPROVE DECLINE",
        "ASKED_BACK,ANSWER DECLINE",
        "APPROVED,ASSIGN",
        "DECLINED,''",
        "ASSIGNED,SHIP",
        "SHIPPED,''"
    })
    void onlyTheseStepsCanBeTaken(ApplicationState state, String steps) {
        assertThat(Arrays.stream(ApplicationStep.values()).filter(state::may).map(Enum::name))
                .containsExactlyInAnyOrder(steps.isEmpty() ? new String[0] : steps.split(" "));
    }

    @Test
    void anAnswerBringsItBackIntoReview() {
        MerchantApplication application = draft();
        application.take(ApplicationStep.SUBMIT, 1);
        application.take(ApplicationStep.TAKE, 2);
        application.take(ApplicationStep.ASK, 3);
        assertThat(application.state().isOpenToApplicant()).isTrue();
        application.take(ApplicationStep.ANSWER, 4);

        assertThat(application.state()).isEqualTo(ApplicationState.IN_REVIEW);
        assertThat(application.state().isOpenToApplicant()).isFalse();
    }

    @Test
    void everyChangeIsANewVersion() {
        MerchantApplication application = draft();
        int first = application.version();
        application.touch(1);
        application.take(ApplicationStep.SUBMIT, 2);

        assertThat(application.version()).isEqualTo(first + 2);
        assertThatThrownBy(() -> application.take(ApplicationStep.SHIP, 3)).isInstanceOf(IllegalStateException.class);
        assertThat(application.version()).isEqualTo(first + 2);
    }

    @Test
    void aDraftsLinkLivesTwoWeeksAnApplicationsHalfAYearAfterItsLastChange() {
        MerchantApplication application = draft();
        application.touch(Duration.ofDays(3).toMillis());
        assertThat(application.linkEnds()).isEqualTo(Duration.ofDays(14).toMillis());
        application.take(ApplicationStep.SUBMIT, Duration.ofDays(4).toMillis());
        assertThat(application.linkEnds()).isEqualTo(Duration.ofDays(184).toMillis());
    }

    private static MerchantApplication draft() {
        return new MerchantApplication(
                new Beginning("A261124-7K4D9F", "hash", "48023310", ApplicantKind.ENTERPRISE, 0),
                BusinessTest.good(),
                new KeptAccount("•••• 4321", new byte[1]));
    }
}
