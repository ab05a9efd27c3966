/**
 * Onboarding: how a merchant joins. Whoever wants to take card payments applies to an institution (an acquirer), as an enterprise with a
 * licence and a corporate account or as an individual, as the institution's {@link org.tallystick.onboarding.OnboardingPolicy} allows.
 *
 * <p>An application begins as a draft behind a private link, which is all the applicant has and needs. It is submitted with the documents
 * that the policy names, taken into review by an officer, perhaps asked back and answered, and approved or declined. After the approval
 * there is a merchant, a store and an invited owner; terminals are assigned and shipped, and the owner enrols them. Every step stands with
 * its time on the applicant's page. {@link org.tallystick.onboarding.ApplicationState} is the whole life cycle.
 *
 * <p>Documents and full account numbers are kept encrypted; only an officer of the institution applied to ever sees them.
 */
@NullMarked
package org.tallystick.onboarding;

import org.jspecify.annotations.NullMarked;
