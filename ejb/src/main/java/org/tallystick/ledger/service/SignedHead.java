package org.tallystick.ledger.service;

/** A checkpoint signed by the log's key over a committed tree of this size. */
record SignedHead(long size, byte[] checkpoint) {}
