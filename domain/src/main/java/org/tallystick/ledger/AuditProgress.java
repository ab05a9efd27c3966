package org.tallystick.ledger;

/**
 * How far an audit is.
 *
 * @param checked entries behind it
 * @param size entries in all
 */
public record AuditProgress(long checked, long size) {}
