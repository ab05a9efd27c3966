/**
 * Supervision: what a regulator and an acquirer see of the platform as a whole. Counts, merchants and, for a stated reason,
 * single receipts.
 *
 * <p>Everything here is derived from what is stored at the moment somebody asks; nothing is kept. What somebody may see is part
 * of every query: a regional regulator asks about one region, an acquirer's officer about one acquirer.
 */
@NullMarked
package org.tallystick.compliance;

import org.jspecify.annotations.NullMarked;
