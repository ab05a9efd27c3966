package org.tallystick.enrolment;

/** Why a revocation list of an authority elsewhere is not taken; the one before stays. Pages have words for each. */
public enum ListFault {
    /** No address is known. */
    NO_ADDRESS,
    /** The address is in the platform's own network, and the operator has not named its host. */
    ADDRESS_PRIVATE,
    NAME_UNKNOWN,
    /** Not reached, too slow, or an answer other than 200. */
    UNREACHABLE,
    TOO_LARGE,
    /** No revocation list. */
    UNREADABLE,
    /** A partial or indirect list, one of another place or kind of certificates, or with a critical extension that nobody here knows. */
    PARTIAL,
    /** Not signed by the authority. */
    SIGNATURE,
    /** Older than the one that is known. */
    OLDER,
    /** Made in the future. */
    FUTURE,
    /** What it says has not become so here: it is tried again. */
    NOT_APPLIED
}
