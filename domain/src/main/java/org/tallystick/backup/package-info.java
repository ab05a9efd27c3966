/**
 * Backups of a platform, and what it takes to come back from one without lying.
 *
 * <p>A {@linkplain org.tallystick.backup.PlatformBackup backup} is one encrypted file: a consistent copy of the database, then the keys with the
 * register of erasures, then a manifest of digests. What a node has signed ({@code released}) is not in it: that would be as old as the rest.
 *
 * <p>A {@linkplain org.tallystick.backup.PlatformRestore restore} goes into an empty place and takes two things from outside, as a backup cannot
 * know what came after it: of every log the newest checkpoint that a mirror, a witness or a reader has, and the newest register of erasures. The
 * platform is then held to the checkpoints: where the database is behind one it neither answers nor signs, for two histories would be worse
 * than none. And it carries out the erasures before it serves anybody.
 */
@NullMarked
package org.tallystick.backup;

import org.jspecify.annotations.NullMarked;
