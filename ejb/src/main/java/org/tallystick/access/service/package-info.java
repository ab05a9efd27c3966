/**
 * Accounts, sign-in, sessions and the audit trail; see {@code org.tallystick.access} for the words and the life of an account.
 *
 * <p>Every change is recorded in the transaction that makes it ({@link org.tallystick.access.service.AuditTrail}), so an action
 * without a record cannot be committed.
 *
 * <p><b>Decisions.</b> A token that hands files in is made for that; a browser's cookie never does, because a leaked reading
 * token changes nothing, and no other site can send a file; the price: one box more to tick. OpenID Connect by Nimbus' SDK,
 * state and PKCE in a sealed cookie, because the library that most providers are tested with; the server remembers only used
 * attempts; the price: its JSON reader beside ours, for the provider's answers only.
 * Sessions are rows, their tokens hashed, because listed, ended at once, the same on every node, alive after a restart; the price: two
 * short queries a request. The portal's own door instead of the container's login, because a mechanism of Jakarta Security would stand in
 * front of the hot path too; the price: one filter rule of our own, tested for every role and page.
 */
@NullMarked
package org.tallystick.access.service;

import org.jspecify.annotations.NullMarked;
