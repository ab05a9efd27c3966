/** Reads rules, adds versions of them, and puts each into the audit trail and the ledger. */
@NullMarked
package org.tallystick.policies.service;

import org.jspecify.annotations.NullMarked;
