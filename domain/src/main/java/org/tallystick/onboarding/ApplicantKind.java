package org.tallystick.onboarding;

/** Who applies. */
public enum ApplicantKind {
    /** Has a business licence with a unified social credit code, and an account in its own name. */
    ENTERPRISE,
    /** A person without a licence; the account is the person's own. */
    INDIVIDUAL
}
