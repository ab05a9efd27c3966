package org.tallystick.coverage;

/** What an institution is advised to do about paying out a sale; the mildest first. Nothing here ever holds anything back itself. */
public enum HoldAdvice {
    NONE,
    /** Pay out, and look into it. */
    WARN,
    /** Pay out once what is missing is there, or its time is over. */
    HOLD
}
