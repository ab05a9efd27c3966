package org.tallystick.enrolment;

import java.util.Arrays;
import java.util.Optional;

/** Why a certificate was revoked (RFC 5280 section 5.3.1). */
public enum RevocationReason {
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    CA_COMPROMISE(2),
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    /** A suspension: it can be lifted. */
    CERTIFICATE_HOLD(6),
    PRIVILEGE_WITHDRAWN(9),
    AA_COMPROMISE(10);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** @return the CRLReason code */
    public int code() {
        return code;
    }

    /**
     * @return whether somebody else may have used the key, so that its holder's own clock proves nothing any more; a
     *     reason nobody gave counts as the worst one (THREATS.md 3.4)
     */
    public boolean isCompromise() {
        return this == UNSPECIFIED || this == KEY_COMPROMISE || this == CA_COMPROMISE || this == AA_COMPROMISE;
    }

    /** @return the reason with this CRLReason code; removeFromCRL and unknown codes are none */
    public static Optional<RevocationReason> ofCode(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }
}
