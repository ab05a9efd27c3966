package org.tallystick.signing.service;

import java.time.Instant;

/**
 * A receipt that was kept as long as the rules demand and then removed with its log. Its entry is still proved.
 *
 * @param digest of the whole receipt: the one its entry names
 * @param removed when the removal of its log was ordered
 * @param policy in words: the rules about keeping that were over
 */
public record RemovedReceipt(String number, byte[] digest, int logId, long index, Instant removed, String policy) {}
