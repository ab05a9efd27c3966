package org.tallystick.ledger.service;

/** A log has ended and another goes on: what the public sees of both is made at once. */
record LogTurned(LedgerLog ended) {}
