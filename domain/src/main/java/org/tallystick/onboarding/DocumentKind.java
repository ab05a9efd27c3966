package org.tallystick.onboarding;

/** What a document shows. */
public enum DocumentKind {
    LICENCE,
    /** Account opening permit, or the bank's confirmation of the corporate account. */
    ACCOUNT_PROOF,
    /** Identity card of the legal representative, or of the person who applies. */
    IDENTITY,
    BANK_CARD,
    /** Photos of the place of business. */
    PREMISES,
    OTHER
}
