/**
 * The platform's own timestamp authority, the watch over its clock, and the timestamps of the ledger's checkpoints.
 *
 * <p>{@link org.tallystick.timestamping.service.ClockWatch} measures against the configured time servers. {@link
 * org.tallystick.timestamping.service.TimestampAuthority} answers requests by RFC 3161 as long as the clock is known to be right. {@link
 * org.tallystick.timestamping.service.CheckpointTimestamps} hands each log's newest published checkpoint to it, or to an authority of
 * somebody else, and gives the ledger the token with the certificates and revocation lists of that time.
 *
 * <p><b>What survives a crash.</b> A record and its ledger entry are one commit; a token that was made and not kept is made again.
 *
 * <p><b>Decisions.</b> Timestamps are entries of the log they cover, because the next one renews all before it, and a receipt needs one
 * link an hour at most; the price: a log grows by one entry an interval.
 */
@NullMarked
package org.tallystick.timestamping.service;

import org.jspecify.annotations.NullMarked;
