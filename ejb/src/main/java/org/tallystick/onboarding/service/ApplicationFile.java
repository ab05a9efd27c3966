package org.tallystick.onboarding.service;

import java.util.List;
import org.tallystick.enrolment.service.Registrations.Progress;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.MerchantApplication;

/**
 * An application with everything around it.
 *
 * @param missing documents that the policy asks for and that are not there
 * @param ownerInvited whether the owner has an account without a password
 */
public record ApplicationFile(
        MerchantApplication application,
        List<HistoryStep> history,
        List<ApplicationDocument> documents,
        List<DocumentKind> missing,
        List<Progress> terminals,
        boolean ownerInvited) {}
