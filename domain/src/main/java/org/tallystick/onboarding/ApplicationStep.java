package org.tallystick.onboarding;

/** Something that happens to an application; all but {@code SUBMIT} and {@code ANSWER} are done by an officer. */
public enum ApplicationStep {
    SUBMIT,
    TAKE,
    ASK,
    ANSWER,
    APPROVE,
    DECLINE,
    ASSIGN,
    SHIP
}
