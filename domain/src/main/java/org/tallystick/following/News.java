package org.tallystick.following;

/** What somebody hears about a receipt. */
public enum News {
    /** Its signature was missing at the sale and is to come. */
    MISSING,
    /** What was missing at the sale has come later. */
    CAME,
    /** What was missing will not come: explained or given up. */
    SETTLED,
    /** It is no longer what was signed, or contradicts another one. */
    ALTERED
}
