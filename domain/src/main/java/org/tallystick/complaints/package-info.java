/**
 * What consumers report about their receipts, and what comes of it.
 *
 * <p>Whoever holds a receipt's link may open a {@link org.tallystick.complaints.Complaint}: a kind, a text, and a contact if they wish. It
 * gets a number and a one-time code; the two together lead back to it, without an account. What the platform's own verifier said of the
 * receipt at that moment is frozen with it.
 *
 * <p>Life: <i>open</i> (the shop has not answered what was said last) → <i>answered</i> → open again when the consumer adds something → <i>closed</i>
 * with a decision by the institution or the regulator, for good. Statements are only ever added. The receipt itself never changes by a
 * complaint, and nobody is asked to pay.
 *
 * <p>The shop sees complaints about its own receipts, an institution those of its merchants, a regulator those of its region. A contact is
 * stored encrypted. One form sent twice opens one complaint.
 */
@NullMarked
package org.tallystick.complaints;

import org.jspecify.annotations.NullMarked;
