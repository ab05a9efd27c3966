/**
 * Running the platform: which institutions and merchants it serves, what it does by itself, and whether it is well. For the
 * operator, who sees numbers of receipts but never a receipt.
 */
@NullMarked
package org.tallystick.operation;

import org.jspecify.annotations.NullMarked;
