/**
 * The ledger's public files, byte for byte in the formats of C2SP tlog-tiles: anybody can check the log with tools that nobody here
 * wrote. Hash tiles and checkpoints are public; entry bundles need the auditor's bearer token.
 *
 * <p>{@code /explorer} shows the same to people: proofs under the published checkpoint, made here and recomputed in the reader's
 * browser. An entry's six lines are shown to who names its digest only, for the same reason that bundles need a token.
 */
@NullMarked
package org.tallystick.ledger.web;

import org.jspecify.annotations.NullMarked;
