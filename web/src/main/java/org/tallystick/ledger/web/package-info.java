/**
 * The ledger's public files, byte for byte in the formats of C2SP tlog-tiles: anybody can check the log with tools that nobody here
 * wrote. Hash tiles and checkpoints are public; entry bundles need the auditor's bearer token.
 */
@NullMarked
package org.tallystick.ledger.web;

import org.jspecify.annotations.NullMarked;
