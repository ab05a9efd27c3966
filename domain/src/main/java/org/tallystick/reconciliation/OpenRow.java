package org.tallystick.reconciliation;

/**
 * A row of an active file for which the platform has no receipt.
 *
 * @param id of the row, rising within a file and from file to file
 * @param file number of the file
 */
public record OpenRow(long id, String file, String acquirer, SettledRow row) {}
