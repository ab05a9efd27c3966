/**
 * Pages of onboarding: {@code /apply} and the applicant's page behind its private link, both for anybody and without a script; and the
 * officer's list and file.
 */
@NullMarked
package org.tallystick.onboarding.web;

import org.jspecify.annotations.NullMarked;
