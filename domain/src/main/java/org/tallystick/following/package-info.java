/**
 * Consumers hear about one receipt, and only where they have asked (FAILURES.md, "everybody concerned"; THREATS.md on personal data).
 *
 * <p>Whoever has a receipt's link may leave an e-mail address on its page, without an account, and say what to hear of: that its signature is
 * missing or has come, that it is no longer what was signed. The address is written to once, and nothing more goes there until its holder has
 * pressed the button behind that letter's link (a link alone may be opened by programs that look through letters). Every letter says why it
 * came and has a link, and the headers of RFC 8058, that end it. The page answers the same whatever is known of the address.
 *
 * <p>The address serves this purpose alone. It is sealed in the database, and the row is deleted as soon as its holder ends it, does not answer
 * for a day, or its time is over. What is to be told is found by comparing how the receipt {@linkplain org.tallystick.following.Standing
 * stands} with how it stood when its holder heard last, so that a crash forgets nothing.
 */
@NullMarked
package org.tallystick.following;

import org.jspecify.annotations.NullMarked;
