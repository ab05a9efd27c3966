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
 * <p>{@link org.tallystick.bench.GrowthBench} and {@link org.tallystick.bench.PortalBench} start a platform that has sold for forty days
 * ({@link org.tallystick.bench.GrownPlatform}): while the server is stopped, {@link org.tallystick.bench.ReceiptLoader} stores receipts,
 * ledger and figures as the hot path would have, each really signed, sealed and hashed, and what was loaded is audited and verified before
 * anything is measured. Pages are asked for one after the other ({@link org.tallystick.bench.ReadTimes}) or by many readers at once
 * ({@link org.tallystick.bench.ReadLoad}), each request about another receipt; times are those of the client on the same machine.
 *
 * <p>Everything that was started is ended, and what was written is deleted, also after Ctrl-C. Linux only, as processor time is
 * read from {@code /proc}.
 *
 * <p><b>Decisions.</b> The load tool is in the program, with the server's own database drivers, because whoever runs the platform can
 * measure it; the price: HdrHistogram in {@code tallystick.jar}.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.bench;
