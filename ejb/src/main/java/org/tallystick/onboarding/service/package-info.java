/**
 * Onboarding at work. {@code Applications} is the applicant's side: everything by the code of the private link. {@code ApplicationDesk} is
 * the officer's: everything filtered by the officer's institution, in the query. Each step is one transaction together with what it brings
 * about (merchant, store, account, terminals), its line in the history and its audit record.
 */
@NullMarked
package org.tallystick.onboarding.service;

import org.jspecify.annotations.NullMarked;
