/**
 * Runs long work: at most so many pieces at a time, in the order they were asked for, on the server's managed threads.
 *
 * <p>What survives a crash: the row, and nothing else. A piece of work that was waiting or running is marked interrupted when
 * its server starts again, and its half-written file is deleted. A kind of work is a {@link org.tallystick.work.service.LongWork};
 * a new one needs no change here.
 */
@NullMarked
package org.tallystick.work.service;

import org.jspecify.annotations.NullMarked;
