/**
 * A witness: cosigns a log's checkpoint if, and only if, it continues the one it cosigned last (C2SP tlog-witness). A
 * regulator runs it on a machine of its own; then the operator cannot show two people two histories.
 *
 * <p><b>Rules.</b> What is vouched for is on the disk before the cosignature leaves. Of concurrent requests about one log
 * exactly one wins. A witness that does not know for certain what it has vouched for does not start.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.ledger.witness;
