/**
 * What people look at: the page behind the link on a slip, the answer to a look-up, the result of checking a file.
 *
 * <p><b>Words.</b> A <i>receipt page</i> is everything one page shows of one receipt, gathered once per request. A
 * <i>look-up</i> asks whether a receipt with these facts exists; it is answered with an outcome and never with data.
 * A <i>file check</i> is the report over an uploaded receipt file, with the one thing the ledger adds: whether the
 * receipt of that number kept here is the same one.
 *
 * <p><b>Rules.</b> Facts come from verified payload bytes or from enrolled master data, never from anything else in a
 * message. Who holds the link may see the receipt; who holds only the number learns an outcome, and who uploads a file
 * sees nothing that the file does not already hold. Nothing here changes any state.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.receipts;
