package org.tallystick.retention;

/** On whose account something is erased. */
public enum ErasureGround {
    /** The person concerned asks for it (PIPL art. 47, GDPR art. 17). */
    CONSUMER,
    /** The merchant asks for it. */
    MERCHANT,
    /** A regulator has ordered it. */
    REGULATOR,
    /** Its time is over, by a dated rule (PIPL art. 19). */
    RETENTION
}
