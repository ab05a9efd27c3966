/**
 * Time that others can check: timestamps (RFC 3161) and the clock of this machine (SNTP, RFC 4330).
 *
 * <p><b>Words.</b> A <i>token</i> is what a timestamp authority signs: it saw this digest at this time. A <i>timestamp record</i>
 * is a token with all that judges it later: the ledger's checkpoint that it covers, the authority's certificates, and the revocation
 * lists of that time. The digest of the record is an entry of the same log, so whatever timestamp comes next covers it with its
 * certificates and lists, and with the whole log: that is how evidence is renewed before an authority's certificate ends or its
 * algorithm ages. A <i>chain</i> for a receipt begins with the first timestamp over a checkpoint that holds it, and goes on with the
 * first one of each later authority or stronger digest.
 *
 * <p><b>Rules.</b> A token counts as of the time at which it is known to have existed: that of the next timestamp of the chain, and of
 * the last one now. Its authority's certificate must not have ended by then, nor its key have been lost.
 *
 * <p>The clock is off when time servers say so, and unknown when none of the configured ones has answered for long. Both stop
 * timestamps; only a clock that is known to be off stops seals.
 */
@NullMarked
package org.tallystick.timestamping;

import org.jspecify.annotations.NullMarked;
