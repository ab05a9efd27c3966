package org.tallystick.verification;

import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;

/**
 * The receipt that online facts are asked about. It parses, but nothing in it is verified yet: answer only about the
 * receipt of exactly this digest, or about public facts.
 *
 * @param entry ledger entry in the file's proof
 * @param checkpoint ledger state in the file's proof
 */
public record Inquiry(Receipt receipt, Bill bill, Optional<LedgerEntry> entry, Optional<Checkpoint> checkpoint) {}
