/**
 * Replaying a file of real invoices through a terminal: one bill for each invoice, or a sentence why not.
 *
 * <p><b>The file.</b> CSV with the columns of the UCI "Online Retail" data set: InvoiceNo, StockCode, Description,
 * Quantity, InvoiceDate, UnitPrice, CustomerID, Country. Read by name where present: Currency, EntryMode, TipAmount,
 * Cardholder (what became of the cardholder's signature, in the words of the bill).
 *
 * <p><b>Identity.</b> A row belongs to its InvoiceNo, and the InvoiceNo to the state directory: its bill is looked up
 * in the outbox, whose record holds InvoiceNo and counter together. A second replay adds nothing; a kill in the middle
 * loses and doubles nothing.
 *
 * <p><b>Rules of the mapping.</b>
 *
 * <ul>
 *   <li>A line's amount is quantity × price, rounded half up to the minor unit; the bill's amount is the sum of its
 *       lines and the tip, so lines and amount never differ.
 *   <li>"C…" is money going back: a VOID if it takes back a whole sale of the same day, else a REFUND; its lines turn
 *       positive. The sale it takes back is named where this file shows one: same customer, all items, earlier.
 *   <li>Free items stay as lines of 0, and an invoice of free items alone is a sale of 0 without a card. Fees, postage
 *       and discounts are lines like any other.
 *   <li>What is no payment is listed, not billed: stock adjustments (negative quantities without money), bad debt
 *       ("A…"), anything that comes to less than nothing, rows that cannot be read, and bills beyond the limits.
 *   <li>What the file does not know is derived from InvoiceNo and CustomerID, always alike: slip numbers, entry mode,
 *       a masked card of no existing range. Nothing is drawn by chance but the link code.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.terminal.replay;
