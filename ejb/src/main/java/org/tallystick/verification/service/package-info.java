/**
 * Verification with what the platform knows: its own anchors and log keys, the state of certificates, the terminal's neighbouring
 * bills, later voids and refunds. The verdict itself is always that of {@link org.tallystick.verification.ReceiptVerifier}.
 */
@NullMarked
package org.tallystick.verification.service;

import org.jspecify.annotations.NullMarked;
