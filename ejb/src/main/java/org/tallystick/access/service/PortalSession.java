package org.tallystick.access.service;

/**
 * One sign-in on one device. Times are UTC milliseconds.
 *
 * @param complete whether the second factor was given, or none is needed
 * @param agent what the browser says of itself, at most 200 characters
 */
public record PortalSession(
        String id, String accountId, long createdAt, long lastSeen, boolean complete, String remote, String agent) {}
