/**
 * Carries out erasures. The order of things: row and deleted keys in a transaction, the line of the register on disk, then the commit. A crash
 * between leaves a line without a row; it is carried out at the next start, as is everything that a restored database has lost.
 */
@NullMarked
package org.tallystick.retention.service;

import org.jspecify.annotations.NullMarked;
