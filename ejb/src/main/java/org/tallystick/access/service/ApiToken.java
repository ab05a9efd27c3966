package org.tallystick.access.service;

/**
 * A bearer token of a program, without its secret. Times are UTC milliseconds.
 *
 * @param lastUsed 0 if never
 * @param handsIn whether it may also hand in settlement files; otherwise it only reads
 */
public record ApiToken(String id, String name, long createdAt, long lastUsed, boolean handsIn) {}
