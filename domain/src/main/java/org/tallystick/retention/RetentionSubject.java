package org.tallystick.retention;

/** What is kept for some time and then erased. */
public enum RetentionSubject {
    /** Lines, image, phone and place of receipts, from their arrival on. */
    PARTS,
    /** Words of complaints and how to reach who wrote them, from their end on. */
    COMPLAINT
}
