package org.tallystick.ear;

import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.Remedy;

/** How a case comes to its end. */
enum Mending {
    /** The shop hands in the signed slip, its institution accepts it. */
    SCAN(CaseState.CLOSED),
    /** The same with a letter of the cardholder. */
    LETTER(CaseState.CLOSED),
    /** The same with words. */
    EXPLANATION(CaseState.CLOSED),
    /** The terminal sends the same bill with a signature that counts. */
    SIGNED_AGAIN(CaseState.CLOSED),
    /** The terminal sends what it has held. */
    SENT_AGAIN(CaseState.CLOSED),
    /** The institution looks into it and explains; nothing is signed again. */
    INVESTIGATION(CaseState.CLOSED),
    /** There is no evidence and there will be none. */
    GIVEN_UP(CaseState.UNREMEDIABLE);

    private final CaseState end;

    Mending(CaseState end) {
        this.end = end;
    }

    CaseState end() {
        return end;
    }

    /** What the case has to say in the end; empty: nothing. */
    String remedy(boolean certificate) {
        return switch (this) {
            case SCAN -> Remedy.PAPER_SCAN.name();
            case LETTER -> Remedy.CONFIRMATION_LETTER.name();
            case EXPLANATION, INVESTIGATION -> Remedy.EXPLAINED.name();
            case SIGNED_AGAIN -> (certificate ? Remedy.CERT_RENEWED_RESIGNED : Remedy.RESIGNED).name();
            case SENT_AGAIN -> Remedy.RESENT.name();
            case GIVEN_UP -> "";
        };
    }
}
