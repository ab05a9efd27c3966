/**
 * Accounts, sign-in, sessions and the audit trail; see {@code org.tallystick.access} for the words and the life of an account.
 *
 * <p>Every change is recorded in the transaction that makes it ({@link org.tallystick.access.service.AuditTrail}), so an action
 * without a record cannot be committed.
 */
@NullMarked
package org.tallystick.access.service;

import org.jspecify.annotations.NullMarked;
