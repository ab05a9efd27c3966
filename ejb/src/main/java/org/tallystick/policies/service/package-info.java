/**
 * Reads rules, adds versions of them, and puts each into the audit trail and the ledger.
 *
 * <p><b>Decisions.</b> A rule holds from tomorrow at the earliest, because what was judged stays judged; the price: a mistake lives until
 * midnight.
 */
@NullMarked
package org.tallystick.policies.service;

import org.jspecify.annotations.NullMarked;
