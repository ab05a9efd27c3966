package org.tallystick.onboarding;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an application stands, and what may happen to it next. */
public enum ApplicationState {
    /** Only the applicant knows of it. */
    DRAFT,
    SUBMITTED,
    IN_REVIEW,
    /** Waits for the applicant. */
    ASKED_BACK,
    /** There is a merchant with a store and an invited owner. */
    APPROVED,
    DECLINED,
    /** Terminals are in the register. */
    ASSIGNED,
    /** The devices are on their way; each is enrolled when the owner does it. */
    SHIPPED;

    /** States in which the institution is expected to do something with it. */
    public static final Set<ApplicationState> WAITING = EnumSet.of(SUBMITTED, IN_REVIEW);

    private static final Map<ApplicationState, Map<ApplicationStep, ApplicationState>> NEXT = Map.of(
            DRAFT, Map.of(ApplicationStep.SUBMIT, SUBMITTED),
            SUBMITTED, Map.of(ApplicationStep.TAKE, IN_REVIEW),
            IN_REVIEW,
                    Map.of(
                            ApplicationStep.ASK, ASKED_BACK,
                            ApplicationStep.APPROVE, APPROVED,
                            ApplicationStep.DECLINE, DECLINED),
            ASKED_BACK, Map.of(ApplicationStep.ANSWER, IN_REVIEW, ApplicationStep.DECLINE, DECLINED),
            APPROVED, Map.of(ApplicationStep.ASSIGN, ASSIGNED),
            ASSIGNED, Map.of(ApplicationStep.SHIP, SHIPPED));

    /** The state after a step; empty if the step cannot be taken from here. */
    public Optional<ApplicationState> after(ApplicationStep step) {
        return Optional.ofNullable(
                NEXT.getOrDefault(this, new EnumMap<>(ApplicationStep.class)).get(step));
    }

    public boolean may(ApplicationStep step) {
        return after(step).isPresent();
    }

    /** Whether the applicant may change what was written and add documents. */
    public boolean isOpenToApplicant() {
        return this == DRAFT || this == ASKED_BACK;
    }

    /** Whether there is a merchant. */
    public boolean isAccepted() {
        return this == APPROVED || this == ASSIGNED || this == SHIPPED;
    }
}
