package org.tallystick.compliance;

/**
 * Terminal certificates by what they are worth now. Each is counted once, except that those which expire soon are also active.
 *
 * @param active valid now
 * @param expiring of these, valid for 30 more days at most
 * @param expired not revoked, but past their last day
 * @param suspended held back for now
 * @param revoked worth nothing any more
 */
public record CertificateCount(long active, long expiring, long expired, long suspended, long revoked) {}
