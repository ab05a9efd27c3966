package org.tallystick.signing.service;

import java.util.Optional;
import org.tallystick.signing.Receipt;

/**
 * An intake with its receipt number, the platform's seal, and its parts encrypted for this very receipt.
 *
 * @param digest of the receipt
 */
record SealedBill(Intake intake, String number, Receipt receipt, byte[] digest, Optional<EncryptedParts> parts) {}
