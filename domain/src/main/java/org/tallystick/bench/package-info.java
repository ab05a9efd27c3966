/**
 * Measures a platform from outside, beside what its machine could do at most at that moment.
 *
 * <p>{@link org.tallystick.bench.SigningBench} starts a server and its database, or takes running ones, enrols terminals
 * ({@link org.tallystick.bench.BenchShop}), signs their bills before any clock runs ({@link org.tallystick.bench.BenchTill}), and sends
 * them over kept HTTPS connections ({@link org.tallystick.bench.Load}): closed loop, the next bill when the last is answered, or open
 * loop at a fixed rate, where latencies count from the intended start, so that a stall is seen. The load tool shares the processors with
 * what it measures: a few threads with non-blocking sockets, nothing else. Before and after the load, with the server quiet,
 * {@link org.tallystick.bench.Ceiling} does the work that cannot be left out, without any server. The quotient of the two is the figure to
 * keep: absolute ones drift with the machine.
 *
 * <p>Everything that was started is ended, and what was written is deleted, also after Ctrl-C. Linux only, as processor time is
 * read from {@code /proc}.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.bench;
