/**
 * The pages for anybody: verify a receipt, see a receipt, check a file.
 *
 * <p>{@code /} asks for a number or link and answers look-ups with an outcome, never with data. {@code /r/{code}} shows
 * the receipt to whoever holds its link, and {@code /r/{code}.json}, {@code .jose} and {@code .tlog-proof} are its
 * files; what its browser keeps of it is listed on {@code /mine}, which the server sends empty. {@code /verify} takes a
 * file and shows the result at once; it has no address that could be passed on.
 *
 * <p><b>Rules.</b> The answer first, in one sentence; then why; then details. The three layers (cardholder, terminal,
 * seal and ledger) are always shown apart. Missing is not false, unknown is not false. A fact is shown only when
 * signatures vouch for it. Wherever a signature is asked for, the page says that nobody is charged again.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.receipts.web;
