/**
 * A cardholder signs after the sale, on the own phone (FAILURES.md 14, WORKFLOWS.md W.4).
 *
 * <p>Somebody of the shop or its institution asks for a <em>link</em> about a case that lacks nothing but the cardholder's signature. It is
 * secret, works once and for some days, and is not the receipt's own link, which cashiers hold too. Whoever opens it sees the sale and
 * {@linkplain org.tallystick.latesigning.LateMark draws or types}; nothing is charged. The link {@linkplain org.tallystick.latesigning.LateLink ends}
 * when it was signed with, when the cardholder says that the sale is not theirs, when a newer one takes its place, or with its time.
 *
 * <p>What was drawn or typed is kept encrypted under a key of its own and may be erased. A {@linkplain org.tallystick.signing.LateStatement
 * statement} of the platform says which receipt was signed, when, how and from where it looks as if the shop itself had signed; the statement is
 * sealed and stands in the ledger as {@code late-signature}. The bill never changes, and no page shows a late signature as one of the sale:
 * it has its own time, the role of the cardholder and evidence level 3.
 */
@NullMarked
package org.tallystick.latesigning;

import org.jspecify.annotations.NullMarked;
