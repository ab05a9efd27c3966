/**
 * Who somebody is, and what they may see and do.
 *
 * <p>An {@link org.tallystick.access.Account} has one {@link org.tallystick.access.Role} and, except for the operator and a national
 * regulator, one scope: the merchant, the acquirer or the region it belongs to. Everything a signed-in person asks for
 * carries a {@link org.tallystick.access.Viewer}; services filter by it, pages never do.
 *
 * <p>Life of an account: <i>invited</i> (no password; the link is single-use and expires) → <i>active</i> → <i>locked</i> by the
 * operator and back. Wrong passwords lock nothing for good: each one after the third doubles the wait. Regulators and
 * operators need a second factor (RFC 6238) before they see anything.
 *
 * <p>Sessions are rows, not server memory: they are listed, ended one by one or all together, survive a restart and work
 * on every node. Only the digest of a session's token is stored.
 */
@NullMarked
package org.tallystick.access;

import org.jspecify.annotations.NullMarked;
