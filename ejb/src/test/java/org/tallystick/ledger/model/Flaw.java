package org.tallystick.ledger.model;

/** Ways to get the protocol wrong, each of which the search must find out. */
enum Flaw {
    /** Signs the checkpoint of a group, and hands it out, before the group is committed. */
    SIGNS_BEFORE_COMMIT,
    /** Answers when the database says committed, before the commit is on disk. */
    ANSWERS_BEFORE_SYNC,
    /** Goes on from memory when the outcome of a commit is unknown. */
    TRUSTS_MEMORY,
    /** Two nodes extend the same head. */
    DOES_NOT_LOCK,
    /** Signs what the database holds after a start or failover without looking at what was released before. */
    DOES_NOT_GUARD,
    /** The publisher signs a tree that is committed but not on disk yet. */
    PUBLISHES_UNSYNCED,
    /** Answers a repeated item from a group that was committed and may not be on disk. */
    ANSWERS_REPEATS_UNSYNCED
}
