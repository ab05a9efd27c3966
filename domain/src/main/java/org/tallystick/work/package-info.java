/**
 * Long work: what takes longer than somebody waits for a page, such as the export of a hundred thousand receipts.
 *
 * <p>Life of a piece of work: <i>waiting</i> (others run before it) → <i>running</i> → <i>done</i>, <i>failed</i> (with a reference
 * id that the log knows) or <i>cancelled</i>. Work that a stop of the server cuts off is <i>interrupted</i>: nothing of it is
 * kept, and whoever started it may start it again. The result is a file that the platform keeps for some days.
 *
 * <p>A piece of work belongs to the account that started it, in the role and scope of that moment: whoever has been moved to
 * another merchant finds neither the work nor its file.
 */
@NullMarked
package org.tallystick.work;

import org.jspecify.annotations.NullMarked;
