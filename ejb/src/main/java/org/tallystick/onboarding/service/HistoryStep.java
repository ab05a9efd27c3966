package org.tallystick.onboarding.service;

import org.tallystick.onboarding.ApplicationStep;

/**
 * Something that happened to an application.
 *
 * @param at UTC milliseconds
 * @param actor login of the officer; empty for the applicant
 * @param words what was asked, answered, given as a reason or sent along; may be empty
 */
public record HistoryStep(ApplicationStep step, long at, String actor, String words) {}
